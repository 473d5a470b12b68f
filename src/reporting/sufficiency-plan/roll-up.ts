import type { EvidenceStatus } from '../../domain/status.ts';
import { weakestStatus } from '../../domain/status.ts';
import type { AreaRow, ClaimRow } from '../../domain/tables.ts';
import { SUPPLEMENTARY_REASONS } from '../../domain/vocabulary.ts';
import type { OutcomeRow } from '../../measures/outcomes.ts';
import type { PlanContents, PlanSource } from './plan-contents.ts';
import { printedValues } from './plan-figure.ts';
import type { PrintedValues } from './plan-figure.ts';
import { PROVIDER_WORDS, REASON_WORDS } from './plan-lines.ts';
import type { ApplicationNumber } from './plan-lines.ts';
import type { PlanYear } from './plan-year.ts';

/** Numbers of applications for the country as a whole, for Ministers. */
export interface NationalNumber {
  readonly number: ApplicationNumber;
  readonly figure: string;
  readonly values: PrintedValues;
}

/** One authority's number in the roll-up. */
export interface AuthorityNumber {
  readonly area: AreaRow;
  readonly number: ApplicationNumber;
  readonly values: PrintedValues;
}

/** Places of one not-for-profit service that more than one plan counts on. */
export interface DoubleClaim {
  readonly serviceId: string;
  readonly plans: readonly { readonly areaCode: string; readonly places: number }[];
  readonly claimed: number;
  readonly offered: number;
  /** `over` where more places are claimed than offered; `shared` where several plans claim and the places are enough. */
  readonly kind: 'over' | 'shared';
}

/** Gaps of a region that its authorities' plans would have to fill from each other's places. */
export interface RegionGap {
  readonly region: AreaRow;
  readonly serviceType: 'residential' | 'foster';
  /** Sum of the averages of the authorities' own gaps, and the average gap of the region as a whole, children at the end of the year. */
  readonly ownGaps: number;
  readonly regionGap: number;
  readonly status: EvidenceStatus;
}

/** The plans of all authorities together. */
export interface RollUp {
  readonly country: AreaRow;
  readonly year: PlanYear;
  readonly national: readonly NationalNumber[];
  readonly authorities: readonly AuthorityNumber[];
  /** Average of the country's number less the sum of the authorities' averages: only what lies in rounding to a tenth. */
  readonly unexplained: Readonly<Record<ApplicationNumber, number>>;
  readonly gaps: readonly RegionGap[];
  readonly claims: readonly DoubleClaim[];
  readonly status: EvidenceStatus;
}

const MEASURES = { statutory: 'supplementary_applications', shadow: 'placements_would_need_approval' } as const;

/**
 * Rolls the plans of all authorities of a run up: the national number of applications with its own range (which is not the sum
 * of the authorities' ranges), what each authority adds to it on average, and vacancies that several plans count on.
 *
 * @param plans contents of the plan of every authority, from the same run
 * @param claims places of not-for-profit services that plans count on, where they are known
 */
export function rollUp(
  source: PlanSource,
  plans: readonly PlanContents[],
  year: PlanYear,
  claims: readonly ClaimRow[] = [],
): RollUp {
  const { areas } = source.inputs;
  const country = areas.find((a) => a.level === 'country')!;
  const national = (['statutory', 'shadow'] as const).flatMap((number) =>
    nationalNumbers(source, country, year, number),
  );
  const authorities = plans.flatMap(({ authority, figures }) =>
    (['statutory', 'shadow'] as const).flatMap((number): AuthorityNumber[] => {
      const found = figures.find((f) => f.id === `d.${number}-all.year`);
      return found?.values === undefined ? [] : [{ area: authority, number, values: found.values }];
    }),
  );
  const unexplained = (number: ApplicationNumber): number => {
    const whole = national.find((n) => n.number === number && n.figure === 'All services')?.values.average ?? 0;
    const parts = authorities.filter((a) => a.number === number);
    return whole - parts.reduce((sum, a) => sum + (a.values.average ?? 0), 0);
  };
  return {
    country,
    year,
    national,
    authorities,
    unexplained: { statutory: unexplained('statutory'), shadow: unexplained('shadow') },
    gaps: regionGaps(plans, areas),
    claims: doubleClaims(claims),
    status: weakestStatus(...plans.map((p) => p.status)),
  };
}

const WORDS: Readonly<Record<string, string>> = {
  residential: "Children's homes",
  foster: 'Foster care (not kin)',
  ...Object.fromEntries(SUPPLEMENTARY_REASONS.map((reason) => [reason, `Reason: ${REASON_WORDS[reason]}`])),
  ...PROVIDER_WORDS,
};
const wordsOf = (name: string | undefined): string => (name === undefined ? 'All services' : (WORDS[name] ?? name));
const ORDER = ['All services', ...Object.values(WORDS)];

function nationalNumbers(
  source: PlanSource,
  country: AreaRow,
  year: PlanYear,
  number: ApplicationNumber,
): NationalNumber[] {
  const rows = source.figures({
    area_code: country.area_code,
    date: year.lastDay,
    period: 'financial-year',
    measure: MEASURES[number],
    service_type: ['all', 'residential', 'foster'],
    reason: ['all', ...SUPPLEMENTARY_REASONS],
    provider_country: ['all', 'own', 'outside'],
  });
  const figures = new Map<string, Map<string, OutcomeRow>>();
  for (const row of rows) {
    const named = [row.service_type, row.reason, row.provider_country].filter((text) => text !== 'all');
    if (named.length > 1 || row.sector !== 'all' || row.age_band !== 'all' || row.need_class !== 'all') continue;
    const key = wordsOf(named[0]);
    figures.set(key, (figures.get(key) ?? new Map<string, OutcomeRow>()).set(row.statistic, row));
  }
  return [...figures]
    .sort(([a], [b]) => ORDER.indexOf(a) - ORDER.indexOf(b))
    .map(([figure, statistics]) => ({ number, figure, values: printedValues(statistics) }));
}

/** In a region each plan may count on the same free places of its neighbours: the sum of own gaps is then larger than the region's gap. */
function regionGaps(plans: readonly PlanContents[], areas: readonly AreaRow[]): RegionGap[] {
  return areas
    .filter((a) => a.level === 'region')
    .flatMap((region) =>
      (['residential', 'foster'] as const).flatMap((serviceType): RegionGap[] => {
        const own = plans.filter((p) => p.region?.area_code === region.area_code);
        const at = (p: PlanContents, id: string): PrintedValues | undefined =>
          p.figures.find((f) => f.id === id)?.values;
        const gaps = own.flatMap((p) => at(p, `c.shortfall-${serviceType}.end`) ?? []);
        const whole = own.flatMap((p) => at(p, `c.region-shortfall-${serviceType}.end`) ?? [])[0];
        if (whole?.average === undefined || gaps.length !== own.length) return [];
        return [
          {
            region,
            serviceType,
            ownGaps: gaps.reduce((sum, v) => sum + v.average!, 0),
            regionGap: whole.average,
            status: weakestStatus(whole.status, ...gaps.map((v) => v.status)),
          },
        ];
      }),
    );
}

/** Services that several plans count on, those that cannot give what is claimed first. */
export function doubleClaims(claims: readonly ClaimRow[]): DoubleClaim[] {
  const services = [...new Set(claims.map((c) => c.service_id))];
  return services
    .map((serviceId): DoubleClaim => {
      const own = claims.filter((c) => c.service_id === serviceId);
      const claimed = own.reduce((sum, c) => sum + c.places_claimed, 0);
      // Where plans disagree on what is offered, the least is what can be counted on.
      const offered = Math.min(...own.map((c) => c.places_offered));
      return {
        serviceId,
        plans: own.map((c) => ({ areaCode: c.plan_area_code, places: c.places_claimed })),
        claimed,
        offered,
        kind: claimed > offered ? 'over' : 'shared',
      };
    })
    .filter((claim) => claim.kind === 'over' || claim.plans.length > 1)
    .sort((a, b) => (a.kind === b.kind ? b.claimed - b.offered - (a.claimed - a.offered) : a.kind === 'over' ? -1 : 1));
}
