import { financialYearEnding, financialYearName, lastDay, monthOf } from '../../domain/calendar.ts';
import type { AreaRow, FundingRow, ProjectRow } from '../../domain/tables.ts';
import { findAuthority } from '../sufficiency-plan/find-authority.ts';
import { refuseUncovered } from '../sufficiency-plan/plan-contents.ts';
import type { PlanSource } from '../sufficiency-plan/plan-contents.ts';
import { planYear } from '../sufficiency-plan/plan-year.ts';
import type { PlanYear } from '../sufficiency-plan/plan-year.ts';
import { formatDate, formatNumber, formatPounds } from '../text.ts';
import { nameOf } from '../theme.ts';
import { homesBySector, shortfalls } from './pack-charts.ts';
import { OLD_RUN, packOf } from './pack-base.ts';
import type { Pack, PackRow, PackSection } from './pack-contents.ts';
import { figureRow } from './pack-figures.ts';
import { numberText } from './pack-numbers.ts';
import { projectRow } from './project-rows.ts';

/** Years that an outline of funding looks ahead, its own counted. */
const YEARS_AHEAD = 4;

const TYPES = [
  ['residential', "Children's homes"],
  ['foster', 'Foster care (not kin)'],
] as const;

/**
 * Placement commissioning and funding outline of an authority: needs and gap by type and year, cost and capital by year, money by
 * year and fund as the data set has it, and what ends when a fund ends.
 *
 * @throws InputError when there is no such authority, or the run does not cover the year
 */
export function fundingPack(source: PlanSource, area: string, year: PlanYear): Pack {
  const authority = findAuthority(source.inputs.areas, area);
  refuseUncovered(source.manifest, year);
  const years = yearsFrom(source, year);
  const own = source.inputs.projects.filter((p) => p.area_code === authority.area_code);
  const funds = fundsOf(source, authority);
  return packOf(source, {
    kind: 'funding',
    title: `Placement commissioning and funding outline: ${authority.name_en}, from ${year.name}`,
    lead: `What ${authority.name_en} needs, what is short, and the money that is known, by year to ${years.at(-1)!.name}, under the scenario “${source.manifest.scenario_title}”.`,
    area: authority,
    year,
    sections: [
      needs(source, authority, years),
      cost(source, authority, years),
      capital(own),
      revenue(funds, source.inputs.areas),
      ends(source, authority, own, funds, years),
      {
        heading: 'What the authority must write',
        toWrite: [
          'money that is decided or asked for and is not in the tables above: fund, year, capital, revenue.',
          'what is bought from whom, at what price, and when each contract ends.',
          'what the council pays itself, and what it would do with less.',
        ],
      },
    ],
    missing: source.inputs.funding === undefined ? [`Money by fund. ${OLD_RUN}`] : [],
  });
}

/** Years from the one asked about, as far as the run goes and no more than an outline needs. */
function yearsFrom({ manifest }: PlanSource, year: PlanYear): PlanYear[] {
  const last = lastDay(monthOf(manifest.first_month) + manifest.months - 1);
  const first = financialYearEnding(monthOf(year.lastDay));
  return Array.from({ length: YEARS_AHEAD }, (_, i) => planYear(first + i)).filter((y) => y.lastDay <= last);
}

function needs(source: PlanSource, area: AreaRow, years: readonly PlanYear[]): PackSection {
  const lines = [
    ['needing', 'children who need it', 'children_needing'],
    ['compliant', 'usable compliant places in the area', 'places_compliant'],
    ['gap', 'gap: children short of a compliant place', 'shortfall_compliant'],
  ] as const;
  return {
    heading: 'Needs and gap by type and year',
    charts: [shortfalls(source, area) ?? [], homesBySector(source, area) ?? []].flat(),
    tables: TYPES.map(([service_type, words]) => ({
      kind: 'results',
      caption: words,
      rows: lines.flatMap(([name, label, measure]) =>
        years.map((y) =>
          figureRow(source, {
            id: `needs.${name}-${service_type}.${y.name}`,
            label: `${words}: ${label}`,
            area,
            where: { measure, service_type },
            date: y.lastDay,
          }),
        ),
      ),
    })),
  };
}

function cost(source: PlanSource, area: AreaRow, years: readonly PlanYear[]): PackSection {
  const lines = [
    ['gross', 'Cost of care, with capital and purchases', 'cost_gross'],
    ['capital', 'Of this, capital and purchases', 'cost_capital'],
    ['grant', 'Grants that the data set names', 'grant'],
    ['net', 'Cost less grants', 'cost_net'],
  ] as const;
  const { price_base, not_priced } = source.manifest.money;
  return {
    heading: 'Revenue and capital that the projection comes to',
    text: [
      `Price base: ${price_base}. The figures rest on few and weak prices: they show an order of size and a direction, and are no budget.${
        not_priced.length === 0 ? '' : ` Without a price, and in no figure: ${not_priced.join(', ')}.`
      }`,
    ],
    tables: [
      {
        kind: 'results',
        caption: `cost by year in ${price_base} prices`,
        rows: lines.flatMap(([name, label, measure]) =>
          years.map((y) =>
            figureRow(source, {
              id: `cost.${name}.${y.name}`,
              label,
              area,
              where: { measure },
              date: y.lastDay,
              over: 'financial-year',
              whenText: `Year ${y.name}`,
            }),
          ),
        ),
      },
    ],
  };
}

/** Year in which a project is planned to open, by the year in which it ends. */
const yearOf = (p: ProjectRow): number => financialYearEnding(monthOf(p.planned_open));

function capital(own: readonly ProjectRow[]): PackSection {
  const known = own.filter((p) => p.capital_gbp !== undefined);
  const groups = new Map<string, ProjectRow[]>();
  for (const p of known) {
    const name = `${yearOf(p)}|${p.fund ?? 'fund not known'}`;
    groups.set(name, [...(groups.get(name) ?? []), p]);
  }
  const unknown = own.length - known.length;
  return {
    heading: 'Capital by year and fund, as the sources give it',
    text: [
      own.length === 0
        ? 'The data set names no project of this authority.'
        : `Capital is put in the year in which its project is planned to open, in the money of its source, and not brought to a price base. ${unknown === 0 ? 'It is known of all its projects.' : `It is not known of ${formatNumber(unknown)} of ${formatNumber(own.length)} projects.`}`,
    ],
    tables: [
      {
        kind: 'given',
        caption: 'capital of projects of the data set',
        givenHeading: 'Capital',
        noteHeading: 'Projects, places',
        rows: [...groups.entries()]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([name, projects]): PackRow => {
            const [ending, fund] = name.split('|') as [string, string];
            const sum = (of: (p: ProjectRow) => number): number => projects.reduce((total, p) => total + of(p), 0);
            return {
              id: `capital.${financialYearName(Number(ending))}.${fund}`,
              label: fund,
              whenText: `Year ${financialYearName(Number(ending))}`,
              given: sum((p) => p.capital_gbp!),
              unit: 'pounds',
              note: `${projects.map((p) => p.project_id).join(', ')}; ${formatNumber(sum((p) => p.places))} places`,
              status: projects.some((p) => p.status === 'illustrative')
                ? 'illustrative'
                : projects.some((p) => p.status === 'estimated')
                  ? 'estimated'
                  : 'published',
              source: projects.map((p) => p.source).join('; '),
            };
          }),
      },
      {
        kind: 'given',
        caption: 'projects of the data set',
        givenHeading: 'Places',
        leaveOut: 'Unit',
        noteHeading: 'Stage, fund, capital',
        rows: own.map((p) => projectRow(p)),
      },
    ],
  };
}

/** Money for the authority, its region and the whole country. */
function fundsOf({ inputs }: PlanSource, authority: AreaRow): FundingRow[] {
  const country = inputs.areas.find((a) => a.level === 'country')?.area_code;
  return (inputs.funding ?? []).filter((f) =>
    [authority.area_code, authority.region_code, country].includes(f.area_code),
  );
}

function revenue(funds: readonly FundingRow[], areas: readonly AreaRow[]): PackSection {
  const nameOfArea = new Map(areas.map((a) => [a.area_code, a.name_en]));
  const row = (f: FundingRow, kind: 'capital' | 'revenue', amount: number): PackRow => ({
    id: `fund.${f.area_code}.${f.fund}.${f.year}.${kind}`,
    label: `${f.fund}: ${kind}`,
    whenText: `Year ${financialYearName(f.year)}`,
    given: amount,
    unit: 'pounds',
    note: `For ${nameOfArea.get(f.area_code) ?? f.area_code} as a whole; ${f.ends === undefined ? 'end not known' : `ends ${formatDate(f.ends)}`}`,
    status: f.status,
    source: f.source,
  });
  return {
    heading: 'Money by year and fund that the data set names',
    text: [
      funds.length === 0
        ? 'The data set names no fund for this authority, its region or the country.'
        : 'Money of a fund for a region or for the country is not divided here: the part of this authority is to be written.',
    ],
    tables: [
      {
        kind: 'given',
        caption: 'funds, in the money of their year',
        givenHeading: 'Amount',
        noteHeading: 'For whom, until when',
        rows: funds.flatMap((f) => [
          ...(f.capital_gbp === undefined ? [] : [row(f, 'capital', f.capital_gbp)]),
          ...(f.revenue_gbp === undefined ? [] : [row(f, 'revenue', f.revenue_gbp)]),
        ]),
      },
    ],
  };
}

/** What stops on the day a fund ends: its yearly money, and projects that it was to pay and that open later. */
function ends(
  source: PlanSource,
  area: AreaRow,
  own: readonly ProjectRow[],
  funds: readonly FundingRow[],
  years: readonly PlanYear[],
): PackSection {
  const names = [...new Set(funds.map((f) => f.fund))];
  const sentences = names.flatMap((name) => {
    const rows = funds.filter((f) => f.fund === name);
    const end = rows
      .flatMap((f) => f.ends ?? [])
      .sort()
      .at(-1);
    if (end === undefined) return [`${name}: the day on which it ends is not known.`];
    const last = rows.reduce((a, b) => (b.year > a.year ? b : a));
    const yearly = (last.capital_gbp ?? 0) + (last.revenue_gbp ?? 0);
    const paid = own.filter((p) => p.fund?.toLowerCase().includes(name.toLowerCase()));
    const late = paid.filter((p) => p.planned_open > end);
    return [
      `${name} ends on ${formatDate(end)}: ${yearly < 1e6 ? formatPounds(yearly) : numberText(yearly, 'pounds')} in its last year (${financialYearName(last.year)}) stops.`,
      paid.length === 0
        ? `No project of the data set names it as what pays.`
        : late.length === 0
          ? `All ${formatNumber(paid.length)} projects that name it are planned to open by then.`
          : `${late.map((p) => `${p.project_id} (${formatNumber(p.places)} places, ${nameOf(p.service_type).toLowerCase()}, planned for ${formatDate(p.planned_open)})`).join(', ')} would open after it.`,
    ];
  });
  const other = [...new Set(own.flatMap((p) => p.fund ?? []))].filter(
    (fund) => !names.some((name) => fund.toLowerCase().includes(name.toLowerCase())),
  );
  const gap = years.at(-1)!;
  return {
    heading: 'What ends when a fund ends',
    text: [
      ...sentences,
      `The gap that is left at the end of ${gap.name} stands in the first tables. What a fund has paid in running costs of places that stay open has to be found elsewhere when it ends.`,
    ],
    toWrite: [
      ...other.map(
        (fund) => `the end of “${fund}”, which pays projects of ${area.name_en}: the data set does not know it.`,
      ),
      ...(names.length === 0
        ? []
        : [`the part of ${names.join(', ')} that ${area.name_en} has, and what it pays there.`]),
    ],
  };
}
