import type { AreaRow } from '../../domain/tables.ts';
import { refuseUncovered } from '../sufficiency-plan/plan-contents.ts';
import type { PlanSource } from '../sufficiency-plan/plan-contents.ts';
import type { FigureKey } from '../sufficiency-plan/plan-figure.ts';
import type { PlanYear } from '../sufficiency-plan/plan-year.ts';
import { nameOf } from '../theme.ts';
import { findRegion } from './find-region.ts';
import { money } from './market-money.ts';
import { concentration, exits, pipeline } from './market-supply.ts';
import { homesBySector, shortfalls } from './pack-charts.ts';
import { OLD_RUN, packOf } from './pack-base.ts';
import type { Pack, PackRow, PackSection, PackTable } from './pack-contents.ts';
import { overYear, startAndEnd } from './pack-figures.ts';

export const TYPES = [
  ['residential', "Children's homes"],
  ['foster', 'Foster care (not kin)'],
] as const;

const SECTORS = ['local-authority', 'not-for-profit', 'for-profit'] as const;

/**
 * Pack for the market stability report of a region (section 144B of the Social Services and Well-being (Wales) Act 2014):
 * demand, supply, sufficiency, concentration, exits, what is planned, prices, and what only the partners can write.
 *
 * @param area code or name of a region
 * @throws InputError when there is no such region, or the run does not cover the year
 */
export function marketStabilityPack(source: PlanSource, area: string, year: PlanYear): Pack {
  const region = findRegion(source.inputs.areas, area);
  refuseUncovered(source.manifest, year);
  const { owners, prices } = source.inputs;
  return packOf(source, {
    kind: 'market-stability',
    title: `Market stability report pack: ${region.name_en}, ${year.name}`,
    lead: `Figures for the market stability report of ${region.name_en} under the scenario “${source.manifest.scenario_title}”. The form of the report is set by regulations and a code; this pack gives what a simulation can give, and names the rest.`,
    area: region,
    year,
    sections: [
      demand(source, region, year),
      supply(source, region, year),
      sufficiency(source, region, year),
      concentration(source, region, year),
      exits(source, region, year),
      pipeline(source, region, year),
      money(source, region, year),
      TO_WRITE,
    ],
    missing: [
      ...(owners === undefined ? [`Owners by name. ${OLD_RUN}`] : []),
      ...(prices === undefined ? [`Prices of placements. ${OLD_RUN}`] : []),
    ],
  });
}

type Ask = (id: string, label: string, measure: string, where?: Partial<FigureKey>, statistic?: string) => PackRow[];

export const stocks =
  (source: PlanSource, area: AreaRow, year: PlanYear): Ask =>
  (id, label, measure, where = {}, statistic) =>
    startAndEnd(source, year, { id, label, area, where: { measure, ...where }, ...(statistic && { statistic }) });

export const flows =
  (source: PlanSource, area: AreaRow, year: PlanYear): Ask =>
  (id, label, measure, where = {}) => [overYear(source, year, { id, label, area, where: { measure, ...where } })];

export const results = (caption: string, rows: readonly PackRow[]): PackTable => ({ kind: 'results', caption, rows });

function demand(source: PlanSource, region: AreaRow, year: PlanYear): PackSection {
  const [stock, flow] = [stocks(source, region, year), flows(source, region, year)];
  return {
    heading: 'Demand: section 144B(2)(a)(i)',
    tables: [
      results('children of the region', [
        ...stock('demand.looked-after', 'Children looked after', 'children_looked_after'),
        ...TYPES.flatMap(([service_type, words]) =>
          stock(`demand.needing-${service_type}`, `${words}: children who need it`, 'children_needing', {
            service_type,
          }),
        ),
        ...flow('demand.started', 'Children who start to be looked after', 'children_started'),
        ...flow('demand.ceased', 'Children who cease to be looked after', 'children_ceased'),
      ]),
    ],
  };
}

function supply(source: PlanSource, region: AreaRow, year: PlanYear): PackSection {
  const stock = stocks(source, region, year);
  return {
    heading: 'Supply by sector',
    charts: [homesBySector(source, region) ?? []].flat(),
    tables: [
      results('registered and approved places in the region', [
        ...SECTORS.flatMap((sector) =>
          stock(
            `supply.residential-${sector}`,
            `Children's homes: ${nameOf(sector).toLowerCase()}`,
            'places_registered',
            {
              service_type: 'residential',
              sector,
            },
          ),
        ),
        ...TYPES.flatMap(([service_type, words]) => [
          ...stock(`supply.${service_type}`, `${words}: all sectors`, 'places_registered', { service_type }),
          ...stock(
            `supply.${service_type}-compliant`,
            `${words}: local authority and not for profit, usable`,
            'places_compliant',
            {
              service_type,
            },
          ),
          ...stock(`supply.${service_type}-share`, `${words}: compliant share`, 'compliant_share', { service_type }),
        ]),
      ]),
    ],
  };
}

function sufficiency(source: PlanSource, region: AreaRow, year: PlanYear): PackSection {
  const [stock, flow] = [stocks(source, region, year), flows(source, region, year)];
  return {
    heading: 'Sufficiency: section 144B(2)(a)(i)',
    charts: [shortfalls(source, region) ?? []].flat(),
    tables: [
      results('need against places', [
        ...TYPES.flatMap(([service_type, words]) => [
          ...stock(
            `sufficiency.shortfall-${service_type}`,
            `${words}: children short of a compliant place`,
            'shortfall_compliant',
            {
              service_type,
            },
          ),
          ...stock(
            `sufficiency.chance-${service_type}`,
            `${words}: chance that 10 or more are short`,
            'shortfall_compliant',
            { service_type },
            'prob_ge_10',
          ),
        ]),
        ...stock('sufficiency.waiting', 'Children waiting for any place', 'children_waiting'),
        ...stock('sufficiency.away', 'Placed elsewhere in Wales', 'placed_out_of_area'),
        ...stock('sufficiency.outside', 'Placed outside Wales', 'placed_outside_wales'),
        ...flow(
          'sufficiency.would-need-approval',
          'Placements that would need approval if the rule were in force (shadow number)',
          'placements_would_need_approval',
        ),
      ]),
    ],
  };
}

const TO_WRITE: PackSection = {
  heading: 'What the partners must write',
  toWrite: [
    'section 144B(2)(a)(i): care and support other than placements of children looked after, and the view of sufficiency that the partners take.',
    'section 144B(2)(a)(ii): how far providers under market oversight (section 61 of the 2016 Act) gave regulated services in the area.',
    'section 144B(2)(a)(iii): any other matter on regulated services that the regulations name.',
    'section 144B(2)(a)(iv): the effect of the authorities’ commissioning of regulated services on their social services functions.',
    'section 144B(2)(b): action taken under section 189(2), the temporary duty when a provider fails.',
    'how the population needs assessment (section 14) and the plan (section 14A) were taken into account, and what the local health board said.',
  ],
};
