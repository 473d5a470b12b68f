import { lastDay, monthOf } from '../../domain/calendar.ts';
import type { AreaRow } from '../../domain/tables.ts';
import type { PlanSource } from '../sufficiency-plan/plan-contents.ts';
import type { PlanYear } from '../sufficiency-plan/plan-year.ts';
import { formatDate, formatNumber } from '../text.ts';
import { nameOf } from '../theme.ts';
import { TYPES, flows, results, stocks } from './market-stability.ts';
import type { PackRow, PackSection } from './pack-contents.ts';
import { figureRow } from './pack-figures.ts';
import { projectRow } from './project-rows.ts';

/** Owners that a table names; the rest are in the figures of concentration. */
const OWNERS_SHOWN = 5;

export function concentration(source: PlanSource, region: AreaRow, year: PlanYear): PackSection {
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

export function exits(source: PlanSource, region: AreaRow, year: PlanYear): PackSection {
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

export function pipeline(source: PlanSource, region: AreaRow, year: PlanYear): PackSection {
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
        givenHeading: 'Places',
        leaveOut: 'Unit',
        noteHeading: 'Stage, money',
        rows: projects.map((p) => projectRow(p, names.get(p.area_code))),
      },
    ],
  };
}
