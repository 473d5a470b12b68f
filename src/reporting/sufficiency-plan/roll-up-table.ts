import type { Table, TableRow } from '../csv.ts';
import type { PrintedValues } from './plan-figure.ts';
import type { RollUp } from './roll-up.ts';

/** Columns of the roll-up as tidy CSV. */
export const ROLL_UP_COLUMNS = [
  ...[
    'financial_year',
    'part',
    'area_code',
    'area',
    'number',
    'figure',
    'central',
    'low_80',
    'high_80',
    'low_90',
    'high_90',
  ],
  ...['average', 'mc_error', 'unit', 'plans', 'status', 'scenario', 'run_id'],
];

/** The roll-up, one figure a row: national numbers, those of authorities, gaps of regions, and vacancies claimed more than once. */
export function rollUpTable(roll: RollUp, run: { readonly scenario: string; readonly run_id: string }): Table {
  const { scenario, run_id } = run;
  const same = { financial_year: roll.year.name, scenario, run_id };
  const of = (v: PrintedValues): TableRow => ({
    central: v.central,
    low_80: v.low80,
    high_80: v.high80,
    low_90: v.low90,
    high_90: v.high90,
    average: v.average,
    mc_error: v.samplingError,
    unit: v.unit,
    status: v.status,
  });
  const rows: TableRow[] = [
    ...roll.national.map((n): TableRow => ({
      ...same,
      part: 'national',
      area_code: roll.country.area_code,
      area: roll.country.name_en,
      number: n.number,
      figure: n.figure,
      ...of(n.values),
    })),
    ...roll.authorities.map((a): TableRow => ({
      ...same,
      part: 'authority',
      area_code: a.area.area_code,
      area: a.area.name_en,
      number: a.number,
      figure: 'All services',
      ...of(a.values),
    })),
    ...roll.gaps.flatMap((gap): TableRow[] =>
      (
        [
          ['Own gaps of the authorities, added up', gap.ownGaps],
          ['Gap of the region as a whole', gap.regionGap],
        ] as const
      ).map(([figure, average]) => ({
        ...same,
        part: 'region gap',
        area_code: gap.region.area_code,
        area: gap.region.name_en,
        figure: `${figure}: ${gap.serviceType}`,
        average,
        unit: 'children',
        status: gap.status,
      })),
    ),
    ...roll.claims.map((claim): TableRow => ({
      ...same,
      part: claim.kind === 'over' ? 'claimed beyond what is offered' : 'claimed by several plans',
      figure: `${claim.serviceId}: ${claim.claimed} claimed, ${claim.offered} offered`,
      central: claim.claimed,
      unit: 'places',
      plans: claim.plans.map((p) => `${p.areaCode} ${p.places}`).join('; '),
    })),
  ];
  return { columns: ROLL_UP_COLUMNS, rows };
}
