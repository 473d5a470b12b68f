import type { IsoDate } from '../../domain/calendar.ts';
import type { RegisterHistoryRow } from '../../domain/tables.ts';
import type { Sector } from '../../domain/vocabulary.ts';
import { SECTORS } from '../../domain/vocabulary.ts';
import { foldIn, hashText, keyOfSeed } from '../../random/keys.ts';
import { agencyRows } from './agencies.ts';
import { quantileOfSorted } from '../../measures/quantile.ts';
import { HAZARD_CAUSES, hazardId, PLACES_BANDS } from './bands.ts';
import type { HazardCause, PlacesBand } from './bands.ts';
import { careersOf, countOwnerServices, coverageOf } from './careers.ts';
import type { Coverage } from './careers.ts';
import { linkRegistrations } from './link-registrations.ts';
import type { RegistrationLink } from './link-registrations.ts';
import { riskCells } from './risk-cells.ts';
import type { RiskCells, RiskGroup } from './risk-cells.ts';
import { sampleHazards } from './sample-hazards.ts';
import type { SamplingPlan } from './sample-hazards.ts';
import { livesOf, spellsOf } from './spells.ts';
import type { Life, Spell } from './spells.ts';

/** What a hazard is of: children's homes, or fostering agencies. */
export type HazardSubject = 'homes' | 'agencies';

/** A hazard with its uncertainty. */
export interface FittedHazard {
  /** Id in the table of assumptions; undefined for what the simulation has no use for. */
  readonly id: string;
  readonly subject: HazardSubject;
  readonly cause: HazardCause;
  readonly sector: Sector;
  /** Undefined: all sizes together, as they were at risk. */
  readonly size: PlacesBand | undefined;
  /** Undefined: all years together, as they were at risk. */
  readonly year: number | undefined;
  /** Events, and years of services at risk (half of an interval in which the event fell); NaN for one year: see the exposure table. */
  readonly events: number;
  readonly years: number;
  /** Hazard a year, draw by draw. */
  readonly draws: Float64Array;
  readonly low: number;
  readonly central: number;
  readonly high: number;
}

/** What a register history says of one kind of service before anything is estimated. */
export interface RegisterLives {
  readonly subject: HazardSubject;
  readonly coverage: Coverage;
  readonly links: readonly RegistrationLink[];
  readonly lives: readonly Life[];
  readonly spells: readonly Spell[];
  /** When each service was last known to be open, or first known to be closed. */
  readonly ends: ReadonlyMap<string, { readonly date: IsoDate; readonly closed: boolean }>;
  /** Share of open services that a complete list leaves out, by those that were seen before and after. */
  readonly slip: { readonly missed: number; readonly looked: number };
}

/** A fit of the hazards of a register. */
export interface HazardFit {
  readonly hazards: readonly FittedHazard[];
  readonly parts: readonly RegisterLives[];
  readonly checks: readonly {
    readonly subject: HazardSubject;
    readonly cause: HazardCause;
    readonly accepted: number;
    readonly divergent: number;
  }[];
  readonly firstDate: IsoDate;
  readonly lastDate: IsoDate;
}

export interface HazardFitPlan extends SamplingPlan {
  readonly seed: number;
}

/** Years at risk below which a single year has no row of its own. */
const LEAST_YEARS = 1;

/**
 * Hazards of closing, of a change of owner and of conversion from dated copies of a register, with joint draws from their
 * posterior. See docs/method.md.
 *
 * @param rows rows of `register-history.csv`; homes and fostering agencies are fitted, other services are left out
 */
export function fitHazards(rows: readonly RegisterHistoryRow[], plan: HazardFitPlan): HazardFit {
  const owners = countOwnerServices(rows);
  const homes = rows.filter((row) => row.service_type === 'residential');
  const agencies = agencyRows(rows.filter((row) => row.service_type === 'foster'));
  const parts: RegisterLives[] = [];
  if (homes.length > 0) parts.push(registerLives(homes, 'homes', owners));
  if (agencies.length > 0) parts.push(registerLives(agencies, 'agencies', owners));
  const hazards: FittedHazard[] = [];
  const checks: HazardFit['checks'][number][] = [];
  for (const { subject, spells, slip } of parts) {
    const share = slip.looked === 0 ? 0 : slip.missed / slip.looked;
    for (const cause of HAZARD_CAUSES) {
      const own = spells.filter((spell) => spell.cause === cause);
      if (own.length === 0) continue;
      const key = foldIn(foldIn(keyOfSeed(plan.seed), hashText('hazard')), hashText(`${subject} ${cause}`));
      const cells = riskCells(own, share);
      const sampled = sampleHazards(cells, plan, key);
      checks.push({ subject, cause, accepted: sampled.accepted, divergent: sampled.divergent });
      hazards.push(...hazardRows(subject, cause, own, cells, sampled.draws));
    }
  }
  const dates = [...new Set(rows.map((row) => row.snapshot_date))].sort();
  return { hazards, parts, checks, firstDate: dates[0]!, lastDate: dates.at(-1)! };
}

/** Reads lives and spells from the rows of one kind of service. */
export function registerLives(
  rows: readonly RegisterHistoryRow[],
  subject: HazardSubject,
  owners = countOwnerServices(rows),
): RegisterLives {
  const coverage = coverageOf(rows);
  const careers = careersOf(rows, owners);
  const links = linkRegistrations(careers, coverage);
  const lives = livesOf(careers, links);
  const own = lives.map((life) => ({ life, spells: spellsOf(life, coverage) }));
  const ends = new Map(
    own.flatMap(({ life, spells }) => {
      const last = spells.findLast((spell) => spell.cause === 'close');
      return last === undefined ? [] : [[life.id, { date: last.to, closed: last.event !== 'none' }] as const];
    }),
  );
  const spells = own.flatMap((o) => o.spells);
  return { subject, coverage, links, lives, spells, ends, slip: slipOf(lives, coverage) };
}

/** How often a complete list leaves out a service that lists before and after it show open. */
function slipOf(lives: readonly Life[], coverage: Coverage): RegisterLives['slip'] {
  let missed = 0;
  let looked = 0;
  for (const { sightings } of lives) {
    const seen = new Set(sightings.map((s) => s.date));
    const last = sightings.at(-1)!;
    let at = coverage.nextComplete(last.row.area_code, sightings[0]!.date);
    for (; at !== undefined && at < last.date; at = coverage.nextComplete(last.row.area_code, at)) {
      looked++;
      if (!seen.has(at)) missed++;
    }
  }
  return { missed, looked };
}

function hazardRows(
  subject: HazardSubject,
  cause: HazardCause,
  spells: readonly Spell[],
  { groups, atRisk }: RiskCells,
  draws: readonly Float64Array[],
): FittedHazard[] {
  const rows: FittedHazard[] = [];
  const happened = spells.filter((spell) => spell.event !== 'none');
  const add = (sector: Sector, size: PlacesBand | undefined, year: number | undefined): void => {
    const isIn = (g: RiskGroup): boolean =>
      g.sector === sector && (size === undefined || g.size === size) && (year === undefined || g.year === year);
    const members = groups.flatMap((g, i) => (isIn(g) && atRisk[i]! > 0 ? [i] : []));
    const years = members.reduce((sum, i) => sum + atRisk[i]!, 0);
    if (years < (year === undefined ? Number.MIN_VALUE : LEAST_YEARS)) return;
    const values = Float64Array.from(draws, (draw) => {
      let sum = 0;
      for (const g of members) sum += atRisk[g]! * draw[g]!;
      return sum / years;
    });
    const id = subject === 'homes' ? hazardId(cause, sector, size, year) : agencyId(cause, sector, size, year);
    if (id === undefined) return;
    const sorted = Float64Array.from(values).sort();
    rows.push({
      id,
      subject,
      cause,
      sector,
      size,
      year,
      events:
        year === undefined ? happened.filter((s) => s.sector === sector && (size ?? s.size) === s.size).length : NaN,
      years,
      draws: values,
      low: quantileOfSorted(sorted, 0.025),
      central: quantileOfSorted(sorted, 0.5),
      high: quantileOfSorted(sorted, 0.975),
    });
  };
  const years = [...new Set(groups.map((g) => g.year))].sort((a, b) => a - b);
  const sizes = subject === 'homes' ? [undefined, ...PLACES_BANDS] : [undefined];
  for (const sector of SECTORS)
    for (const size of sizes) for (const year of [undefined, ...years]) add(sector, size, year);
  return rows;
}

/** The ids of agencies in the table of assumptions, which has no hazards of theirs by size or year. */
function agencyId(cause: HazardCause, sector: Sector, size?: PlacesBand, year?: number): string | undefined {
  if (size !== undefined || year !== undefined) return undefined;
  if (cause === 'close' && sector === 'for-profit') return 'agency_exit_for_profit';
  if (cause === 'close' && sector === 'not-for-profit') return 'agency_exit_not_for_profit';
  return cause === 'convert' && sector === 'for-profit' ? 'agency_conversion' : undefined;
}
