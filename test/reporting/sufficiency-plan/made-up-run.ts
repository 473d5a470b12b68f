import type { RunInputs } from '../../../src/experiments/run-inputs.ts';
import type { Manifest } from '../../../src/experiments/manifest.ts';
import type { OutcomeRow } from '../../../src/measures/outcomes.ts';
import { selectFigures } from '../../../src/measures/select.ts';
import { planLines } from '../../../src/reporting/sufficiency-plan/plan-lines.ts';
import type { PlanLine } from '../../../src/reporting/sufficiency-plan/plan-lines.ts';
import type { PlanSource } from '../../../src/reporting/sufficiency-plan/plan-contents.ts';
import type { TimetableRow } from '../../../src/domain/tables.ts';

export const STATISTICS = ['mean', 'sd', 'p05', 'p10', 'p25', 'p50', 'p75', 'p90', 'p95'] as const;

const approval = (date: string): TimetableRow[] =>
  (['residential', 'foster'] as const).flatMap((service_type) =>
    (['for-profit', 'outside-private', 'outside-voluntary'] as const).map((provider_description) => ({
      milestone: 'placements need approval',
      service_type,
      provider_description,
      date,
      source: 'made up for tests',
    })),
  );

/** Two authorities of one region, one of another, their projects and a scenario with levers. */
export function madeUpInputs(approvalDate = '2030-04-01', title = 'Made up'): RunInputs {
  const authority = (
    area_code: string,
    name_en: string,
    name_cy: string,
    region_code: string,
  ): RunInputs['areas'][0] => ({
    area_code,
    level: 'authority',
    name_en,
    name_cy,
    region_code,
    parent: region_code,
  });
  const project = { service_type: 'residential', sector: 'local-authority', regional: false } as const;
  return {
    areas: [
      authority('A1', 'Isle of Sand', 'Ynys Dŵr', 'R1'),
      authority('A2', 'Powys', 'Powys', 'R2'),
      authority('A3', 'Cliff', 'Y Clogwyn', 'R1'),
      { area_code: 'R1', level: 'region', name_en: 'West', name_cy: 'Gorllewin', parent: 'L' },
      { area_code: 'R2', level: 'region', name_en: 'Powys', name_cy: 'Powys', parent: 'L' },
      { area_code: 'L', level: 'country', name_en: 'Land', name_cy: 'Gwlad' },
      { area_code: 'O', level: 'outside', name_en: 'Outside', name_cy: 'Tu allan' },
    ],
    timetable: approval(approvalDate),
    projects: [
      {
        ...project,
        project_id: 'late',
        area_code: 'A1',
        places: 4,
        stage: 'decided',
        planned_open: '2028-09-30',
        status: 'estimated',
        source: '=1+1',
      },
      {
        ...project,
        project_id: 'early',
        area_code: 'A1',
        places: 3,
        stage: 'building',
        planned_open: '2027-09-30',
        capital_gbp: 900000,
        fund: 'Test fund',
        status: 'estimated',
        source: 'made up',
      },
      {
        ...project,
        project_id: 'other',
        area_code: 'A2',
        places: 2,
        stage: 'building',
        planned_open: '2027-09-30',
        status: 'estimated',
        source: 'made up',
      },
    ],
    scenario: {
      name: 'made-up',
      title,
      horizon: '2036-03-31',
      levers: [
        {
          places: { area: 'A1', service_type: 'residential', sector: 'not-for-profit', places: 5, opens: '2026-04-01' },
        },
        { carers: { region: 'R1', sector: 'local-authority', households: 12, from: '2027-04-01', months: 24 } },
        { carers: { area: 'A2', sector: 'local-authority', households: 7, from: '2027-04-01', months: 24 } },
        { prevention: { from: '2029-04-01', entries_factor: 0.9 } },
      ],
      assumptions: {},
      timetable: [],
      events: [],
      correlations: [],
    },
  };
}

export function madeUpManifest(more: Partial<Manifest> = {}): Manifest {
  return {
    run_id: '0123456789abcdef',
    scenario: 'made-up',
    scenario_title: 'Made up',
    scenario_digest: 's',
    data: 'made-up-data',
    data_digest: 'd'.repeat(64),
    plan_digest: 'p',
    seed: 7,
    draws: 1000,
    first_month: '2024-04-01',
    months: 144,
    figures: 0,
    version: '0.0.0',
    engine: 'made up',
    commit: null,
    node: 'v0',
    machine: 'none',
    threads: 1,
    started: '2026-01-01T00:00:00.000Z',
    finished: '2026-01-01T00:00:01.000Z',
    seconds: 1,
    status: { children: 'estimated', places: 'illustrative', money: 'estimated' },
    money: { price_base: '2024-25', not_priced: [] },
    warnings: [],
    repairs: [],
    files: {},
    ...more,
  };
}

/** Position of the first line that prints the same figure: some stand in two parts of a plan. */
export function firstWithSameFigure(line: PlanLine): number {
  const key = (l: PlanLine): string => JSON.stringify([l.level, l.when, Object.entries(l.where).sort()]);
  return planLines().findIndex((l) => key(l) === key(line));
}

/**
 * A figure for every line of a plan of authority A1: the middle is the position of the line, and the ranges lie around it. The
 * rows of another authority and of quarters stand between them, to be left alone.
 */
export function madeUpRows(): OutcomeRow[] {
  const places = { start: '2027-03-31', end: '2028-03-31', year: '2028-03-31' } as const;
  return planLines().flatMap((line, position) => {
    const i = firstWithSameFigure(line);
    if (i !== position) return [];
    const rowsOf = (area: string, period: string, middle: number): OutcomeRow[] =>
      [...STATISTICS, 'prob_ge_1', 'prob_ge_10'].map((statistic) => ({
        run_id: '0123456789abcdef',
        scenario: 'made-up',
        area_code: area,
        area_level: line.level,
        area_role: 'responsible',
        service_type: 'all',
        sector: 'all',
        age_band: 'all',
        need_class: 'all',
        reason: 'all',
        provider_country: 'all',
        ...line.where,
        date: places[line.when],
        period,
        unit: 'children',
        statistic,
        value: valueOf(statistic, middle),
        mc_error: 0.31,
        status: line.section === 'b' ? 'illustrative' : 'estimated',
      }));
    const [own, other] = line.level === 'region' ? ['R1', 'R2'] : ['A1', 'A2'];
    const zero = line.number === 'statutory';
    return [
      ...rowsOf(own, 'quarter', 9000),
      ...rowsOf(own, 'financial-year', zero ? 0 : i),
      ...rowsOf(other, 'financial-year', 8000),
    ];
  });
}

function valueOf(statistic: string, middle: number): number {
  if (statistic.startsWith('prob_')) return statistic === 'prob_ge_1' ? 0.954 : 0.256;
  if (middle === 0) return 0;
  const shift =
    { p05: -3.2, p10: -2.7, p25: -1, p50: 0.2, p75: 1, p90: 2.3, p95: 4.4, mean: 0.44, sd: 2 }[statistic] ?? 0;
  return Math.max(0, middle + shift);
}

/** A finished run as a plan reads it. */
export function madeUpSource(more: Partial<PlanSource> = {}, rows = madeUpRows()): PlanSource {
  return {
    manifest: madeUpManifest(),
    inputs: madeUpInputs(),
    figures: (where) => selectFigures(rows, where),
    ...more,
  };
}
