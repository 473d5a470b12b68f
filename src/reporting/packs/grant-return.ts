import type { IsoDate } from '../../domain/calendar.ts';
import { weakestStatus } from '../../domain/status.ts';
import type { AreaRow, ProjectRow } from '../../domain/tables.ts';
import { findAuthority } from '../sufficiency-plan/find-authority.ts';
import { refuseUncovered } from '../sufficiency-plan/plan-contents.ts';
import type { PlanSource } from '../sufficiency-plan/plan-contents.ts';
import type { PlanYear } from '../sufficiency-plan/plan-year.ts';
import { formatDate, formatNumber } from '../text.ts';
import { packOf } from './pack-base.ts';
import type { Pack, PackRow, PackSection } from './pack-contents.ts';
import { figureRow } from './pack-figures.ts';
import { plannedBetween, projectRow } from './project-rows.ts';

interface HalfYear {
  readonly name: string;
  readonly from: IsoDate;
  readonly to: IsoDate;
}

/** April to September, and October to March. */
export function halfYears(year: PlanYear): readonly [HalfYear, HalfYear] {
  const [begins, ends] = [year.firstDay.slice(0, 4), year.lastDay.slice(0, 4)];
  return [
    { name: `first half of ${year.name}`, from: year.firstDay, to: `${begins}-09-30` },
    { name: `second half of ${year.name}`, from: `${begins}-10-01`, to: `${ends}-03-31` },
  ];
}

/**
 * Six-monthly grant return of an authority: places planned by project and fund and half-year beside what the runs have, places for
 * the money, and what is planned to be spent. Places delivered and money spent are not known to a run and are left to be written.
 *
 * @throws InputError when there is no such authority, or the run does not cover the year
 */
export function grantReturnPack(source: PlanSource, area: string, year: PlanYear): Pack {
  const authority = findAuthority(source.inputs.areas, area);
  refuseUncovered(source.manifest, year);
  const region = source.inputs.areas.find((a) => a.level === 'region' && a.area_code === authority.region_code);
  const own = source.inputs.projects
    .filter((p) => p.area_code === authority.area_code)
    .sort((a, b) => (a.planned_open < b.planned_open ? -1 : a.planned_open > b.planned_open ? 1 : 0));
  const halves = halfYears(year);
  return packOf(source, {
    kind: 'grant-return',
    title: `Six-monthly grant return: ${authority.name_en}, ${year.name}`,
    lead: `Draft of the return of ${authority.name_en} on grants for places, by half-year. What was planned comes from the data set, what may be there from the runs; what was delivered and spent is for the authority to write.`,
    area: authority,
    year,
    sections: [
      projects(own, halves),
      places(source, authority, region, own, year, halves),
      forTheMoney(own),
      spend(own, halves),
    ],
  });
}

function projects(own: readonly ProjectRow[], halves: readonly [HalfYear, HalfYear]): PackSection {
  const due = own.filter((p) => p.planned_open <= halves[1].to);
  return {
    heading: 'Places by project and fund',
    text: [
      own.length === 0
        ? 'The data set names no project of this authority.'
        : `${formatNumber(due.length)} of ${formatNumber(own.length)} projects of the data set are planned to be open by ${formatDate(halves[1].to)}.`,
    ],
    tables: [
      {
        kind: 'given',
        caption: 'planned places; the day of opening and the places delivered are to be written',
        givenHeading: 'Planned',
        noteHeading: 'Stage, fund, capital',
        rows: own.map((p) => projectRow(p)),
      },
    ],
    toWrite: [
      ...due.map((p) => `${p.project_id}: places delivered, the day on which they opened, and reasons for any delay.`),
      'projects that are not in the table.',
    ],
  };
}

function places(
  source: PlanSource,
  authority: AreaRow,
  region: AreaRow | undefined,
  own: readonly ProjectRow[],
  year: PlanYear,
  halves: readonly [HalfYear, HalfYear],
): PackSection {
  const planned = halves.map((half): PackRow => {
    const open = plannedBetween(own, half.from, half.to);
    return {
      id: `planned.${half.from}`,
      label: 'Places of projects planned to open',
      whenText: `${formatDate(half.from)} to ${formatDate(half.to)}`,
      given: sumOf(open, (p) => p.places),
      unit: 'places',
      note: open.map((p) => p.project_id).join(', '),
      status: weakestStatus(...own.map((p) => p.status)),
      source: 'projects of the data set',
    };
  });
  const where = { measure: 'places_compliant', service_type: 'residential' } as const;
  const registered = { measure: 'places_registered', service_type: 'residential', sector: 'local-authority' } as const;
  const stocks = [year.dayBefore, year.lastDay].flatMap((date) => [
    figureRow(source, {
      id: `own.${date}`,
      label: `${authority.name_en}: registered places in homes of councils`,
      area: authority,
      where: registered,
      date,
    }),
    figureRow(source, {
      id: `compliant.${date}`,
      label: `${authority.name_en}: usable places in homes of councils and not-for-profit bodies`,
      area: authority,
      where,
      date,
    }),
  ]);
  const halfYear =
    region === undefined
      ? []
      : [year.dayBefore, halves[0].to, halves[1].to].map((date) =>
          figureRow(source, {
            id: `region.${date}`,
            label: `${region.name_en}: usable places in homes of councils and not-for-profit bodies`,
            area: region,
            where,
            date,
          }),
        );
  return {
    heading: 'Places by half-year',
    text: [
      'Runs record an authority at the end of each financial year and its region at the end of each quarter: the half-year is that of the region.',
    ],
    tables: [
      {
        kind: 'given',
        caption: 'places planned to open',
        givenHeading: 'Planned',
        noteHeading: 'Projects',
        rows: planned,
      },
      { kind: 'results', caption: 'places in the runs', rows: [...stocks, ...halfYear] },
    ],
    toWrite: halves.map((half) => `places delivered in the ${half.name}, by fund.`),
  };
}

function forTheMoney(own: readonly ProjectRow[]): PackSection {
  const known = own.filter((p) => p.capital_gbp !== undefined && p.capital_gbp > 0);
  const rows = known.map((p): PackRow => ({
    id: `per-place.${p.project_id}`,
    label: `${p.project_id}: ${p.fund ?? 'fund not known'}`,
    whenText: `Planned for ${formatDate(p.planned_open)}`,
    given: p.capital_gbp! / p.places,
    unit: 'pounds a place',
    note: `${formatNumber((p.places * 1e6) / p.capital_gbp!, 2)} places for a million pounds`,
    status: p.status,
    source: p.source,
  }));
  return {
    heading: 'Places for the money',
    text: [
      known.length === 0
        ? 'The data set knows the capital of no project of this authority.'
        : 'Planned capital over planned places, in the money of its source. It is all capital that the source names, from whatever fund: the part that a grant paid is to be written.',
    ],
    tables: [
      {
        kind: 'given',
        caption: 'planned capital for a place',
        givenHeading: 'For a place',
        noteHeading: 'The other way round',
        rows,
      },
    ],
    toWrite: ['places delivered for each pound of grant that was spent, by fund.'],
  };
}

function spend(own: readonly ProjectRow[], halves: readonly [HalfYear, HalfYear]): PackSection {
  const rows = halves.map((half): PackRow => {
    const open = plannedBetween(own, half.from, half.to);
    const known = open.filter((p) => p.capital_gbp !== undefined);
    return {
      id: `spend.${half.from}`,
      label: 'Capital of projects planned to open',
      whenText: `${formatDate(half.from)} to ${formatDate(half.to)}`,
      ...(open.length > 0 && known.length === 0 ? {} : { given: sumOf(known, (p) => p.capital_gbp!) }),
      unit: 'pounds',
      note:
        open.length === 0
          ? 'no project'
          : `known of ${formatNumber(known.length)} of ${formatNumber(open.length)} projects`,
      status: weakestStatus(...own.map((p) => p.status)),
      source: 'projects of the data set',
    };
  });
  return {
    heading: 'Spend against plan',
    text: [
      'Capital stands in the half-year in which its project is planned to open, since the data set has no profile of spend.',
    ],
    tables: [
      {
        kind: 'given',
        caption: 'planned capital, in the money of its source',
        givenHeading: 'Planned',
        noteHeading: 'How much is known',
        rows,
      },
    ],
    toWrite: [
      'grant claimed and spent to the end of each half-year, by fund, capital and revenue.',
      'reasons for differences from the plan, and what is done about them.',
    ],
  };
}

const sumOf = (rows: readonly ProjectRow[], of: (p: ProjectRow) => number): number =>
  rows.reduce((sum, p) => sum + of(p), 0);
