import { lastDay, monthOf } from '../../domain/calendar.ts';
import type { AreaRow } from '../../domain/tables.ts';
import { refuseUncovered } from '../sufficiency-plan/plan-contents.ts';
import type { PlanSource } from '../sufficiency-plan/plan-contents.ts';
import type { FigureKey } from '../sufficiency-plan/plan-figure.ts';
import type { PlanYear } from '../sufficiency-plan/plan-year.ts';
import { nameOf } from '../theme.ts';
import { formatDate, formatNumber } from '../text.ts';
import { findRegion } from './find-region.ts';
import { OLD_RUN, packOf } from './pack-base.ts';
import type { Pack, PackRow, PackSection, PackTable } from './pack-contents.ts';
import { figureRow, overYear, startAndEnd } from './pack-figures.ts';
import { projectRow } from './project-rows.ts';

/** Owners that a table names; the rest are in the figures of concentration. */
const OWNERS_SHOWN = 5;

const TYPES = [
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

const stocks =
  (source: PlanSource, area: AreaRow, year: PlanYear): Ask =>
  (id, label, measure, where = {}, statistic) =>
    startAndEnd(source, year, { id, label, area, where: { measure, ...where }, ...(statistic && { statistic }) });

const flows =
  (source: PlanSource, area: AreaRow, year: PlanYear): Ask =>
  (id, label, measure, where = {}) => [overYear(source, year, { id, label, area, where: { measure, ...where } })];

const results = (caption: string, rows: readonly PackRow[]): PackTable => ({ kind: 'results', caption, rows });

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

function concentration(source: PlanSource, region: AreaRow, year: PlanYear): PackSection {
  const stock = stocks(source, region, year);
  const own = (source.inputs.owners ?? []).filter((o) => o.region_code === region.area_code);
  const first = formatDate(source.manifest.first_month);
  return {
    heading: 'Concentration and largest owner: section 144B(2)(a)(iii)',
    text: [
      'An owner is the body that owns the provider in the end; each authority is one. The index of concentration is 10,000 times the sum of squared shares of registered places: 10,000 where one owner has all.',
    ],
    tables: [
      results(
        'how far the region rests on its largest owner',
        TYPES.flatMap(([service_type, words]) => [
          ...stock(
            `concentration.largest-${service_type}`,
            `${words}: share of the largest owner`,
            'largest_owner_share',
            { service_type },
          ),
          ...stock(`concentration.index-${service_type}`, `${words}: index of concentration`, 'hhi', { service_type }),
          ...stock(
            `concentration.without-${service_type}`,
            `${words}: children short of any place if the largest owner left`,
            'n_minus_1_shortfall',
            {
              service_type,
            },
          ),
        ]),
      ),
      {
        kind: 'given',
        caption: `largest owners at the start of the runs (${first}), as the data set has them`,
        givenHeading: 'Amount',
        noteHeading: 'Sector, services',
        rows: TYPES.flatMap(([type, words]) =>
          own
            .filter((o) => o.service_type === type)
            .slice(0, OWNERS_SHOWN)
            .map((o): PackRow => ({
              id: `concentration.owner.${type}.${o.owner_id}`,
              label: `${words}: ${o.owner_id}`,
              whenText: `On ${first}`,
              given: o.amount,
              unit: o.unit,
              note: `${nameOf(o.sector)}, ${formatNumber(o.services)}`,
              status: o.status,
              source: 'services of the data set',
            })),
        ),
      },
    ],
  };
}

function exits(source: PlanSource, region: AreaRow, year: PlanYear): PackSection {
  const flow = flows(source, region, year);
  const quarters = [3, 2, 1, 0].map((back) => lastDay(monthOf(year.lastDay) - 3 * back));
  const residential = { measure: 'exits_places', service_type: 'residential' } as const;
  return {
    heading: 'Exits and changes of owner',
    text: [
      "Places that children's homes close are recorded by quarter for a region; central values of quarters may not be added up.",
    ],
    tables: [
      results('places and children', [
        ...quarters.map((date, i) =>
          figureRow(source, {
            id: `exits.residential.quarter-${i + 1}`,
            label: "Children's homes: registered places that close",
            area: region,
            where: residential,
            date,
            over: 'quarter',
            whenText: `Three months to ${formatDate(date)}`,
          }),
        ),
        ...flow('exits.foster', 'Foster care: approved places that end with their agency', 'exits_places', {
          service_type: 'foster',
        }),
        ...TYPES.flatMap(([service_type, words]) =>
          flow(`exits.converted-${service_type}`, `${words}: places that turn not for profit`, 'conversions_places', {
            service_type,
          }),
        ),
        ...flow('exits.moves', 'Moves for that reason', 'moves_forced'),
      ]),
    ],
  };
}

function pipeline(source: PlanSource, region: AreaRow, year: PlanYear): PackSection {
  const inside = source.inputs.areas.filter((a) => a.region_code === region.area_code && a.level === 'authority');
  const names = new Map(inside.map((a) => [a.area_code, a.name_en]));
  const projects = source.inputs.projects.filter((p) => names.has(p.area_code));
  return {
    heading: 'What is planned, and what it covers',
    text: [
      projects.length === 0
        ? 'The data set names no project in the region.'
        : 'A planned place is not an open one: in the runs a project may slip or fail. Cover is homes’ places opened since the start by councils and not-for-profit bodies over for-profit places closed since then; 1 while none has closed.',
    ],
    tables: [
      results(
        'cover',
        stocks(source, region, year)(
          'pipeline.cover',
          "Children's homes: places opened over for-profit places closed",
          'pipeline_cover',
          { service_type: 'residential' },
        ),
      ),
      {
        kind: 'given',
        caption: 'projects of the data set',
        givenHeading: 'Planned',
        noteHeading: 'Stage, money',
        rows: projects.map((p) => projectRow(p, names.get(p.area_code))),
      },
    ],
  };
}

function money(source: PlanSource, region: AreaRow, year: PlanYear): PackSection {
  const flow = flows(source, region, year);
  const prices = (source.inputs.prices ?? []).filter(
    (p) => p.service_type === 'residential' || p.service_type === 'foster',
  );
  return {
    heading: 'Prices and cost',
    text: [
      `Cost of the runs is in ${source.manifest.money.price_base} prices and rests on few and weak prices: it shows an order of size and is no budget. Prices of placements are as their sources give them, in the money of their day.`,
    ],
    tables: [
      results('cost of the children of the region', [
        ...flow('money.gross', 'Cost of care, with capital and purchases', 'cost_gross'),
        ...flow('money.net', 'The same, less grants that the data set names', 'cost_net'),
      ]),
      {
        kind: 'given',
        caption: 'prices that the runs begin from',
        givenHeading: 'Price',
        rows: prices.map((p): PackRow => ({
          id: `money.price.${p.service_type}.${p.sector}`,
          label: `${nameOf(p.service_type)}: ${nameOf(p.sector).toLowerCase()}`,
          whenText: `Prices of ${formatDate(p.price_date)}`,
          given: p.weekly_gbp,
          unit: 'pounds a week',
          status: p.status,
          source: p.source,
        })),
      },
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
