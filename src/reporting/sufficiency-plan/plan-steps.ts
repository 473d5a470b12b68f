import type { Lever } from '../../assumptions/scenario/levers.ts';
import type { IsoDate } from '../../domain/calendar.ts';
import type { EvidenceStatus } from '../../domain/status.ts';
import type { AreaRow, ProjectRow } from '../../domain/tables.ts';
import type { RunInputs } from '../../experiments/run-inputs.ts';
import type { PlanYear } from './plan-year.ts';

/** A step that the run knows of: a project of the data set, or a lever of the scenario that reaches the authority. */
export interface PlanStep {
  readonly id: string;
  readonly kind: 'project' | 'lever';
  readonly label: string;
  /** Where it applies: the authority, its region, or the whole country. */
  readonly where: string;
  /** Kind of service and sector, in the words of the tables. */
  readonly serviceType?: string;
  readonly sector?: string;
  /** Places or households planned; undefined where the step is not a number of them. */
  readonly amount?: number;
  readonly unit?: 'places' | 'households';
  readonly date?: IsoDate;
  /** Whether the planned date lies before the plan's year, in it, or after it. */
  readonly timing: 'before the year' | 'in the year' | 'after the year' | 'not dated';
  readonly stage?: string;
  /** Pounds as the source gives them: not brought to a price base. */
  readonly capitalGbp?: number;
  readonly fund?: string;
  readonly status: EvidenceStatus;
  readonly source: string;
}

/** Steps of an authority: its own projects by date, then the levers that reach it in the order of the scenario. */
export function planSteps(inputs: RunInputs, authority: AreaRow, year: PlanYear): PlanStep[] {
  const own = inputs.projects.filter((p) => p.area_code === authority.area_code);
  const projects = [...own].sort((a, b) =>
    a.planned_open < b.planned_open ? -1 : a.planned_open > b.planned_open ? 1 : 0,
  );
  return [
    ...projects.map((p) => projectStep(p, authority, year)),
    ...inputs.scenario.levers.flatMap((lever, i) => leverStep(inputs, lever, i, authority, year)),
  ];
}

function projectStep(p: ProjectRow, authority: AreaRow, year: PlanYear): PlanStep {
  return {
    id: `e.project.${p.project_id}`,
    kind: 'project',
    label: `Project ${p.project_id}${p.regional ? ', open to the region' : ''}`,
    where: authority.name_en,
    serviceType: p.service_type,
    sector: p.sector,
    amount: p.places,
    unit: 'places',
    date: p.planned_open,
    timing: timingOf(p.planned_open, year),
    stage: p.stage,
    ...(p.capital_gbp === undefined ? {} : { capitalGbp: p.capital_gbp }),
    ...(p.fund === undefined ? {} : { fund: p.fund }),
    status: p.status,
    source: p.source,
  };
}

function leverStep(inputs: RunInputs, lever: Lever, index: number, authority: AreaRow, year: PlanYear): PlanStep[] {
  const [name, content] = Object.entries(lever)[0] as [string, Record<string, unknown>];
  const where = reach(inputs, content, authority);
  if (where === undefined) return [];
  const text = (key: string): string | undefined => (typeof content[key] === 'string' ? content[key] : undefined);
  const number = (key: string): number | undefined => (typeof content[key] === 'number' ? content[key] : undefined);
  const date = text('opens') ?? text('from') ?? text('date');
  const unit = name === 'places' ? 'places' : name === 'carers' ? 'households' : undefined;
  const amount = unit === undefined ? undefined : number(unit);
  const serviceType = name === 'carers' ? 'foster' : text('service_type');
  const [sector, capitalGbp] = [text('sector'), number('capital_gbp')];
  return [
    {
      id: `e.lever.${index + 1}`,
      kind: 'lever',
      label: leverWords(name, content),
      where,
      ...(serviceType === undefined ? {} : { serviceType }),
      ...(sector === undefined ? {} : { sector }),
      ...(amount === undefined ? {} : { amount, unit: unit! }),
      ...(date === undefined ? {} : { date }),
      timing: date === undefined ? 'not dated' : timingOf(date, year),
      ...(capitalGbp === undefined ? {} : { capitalGbp }),
      status: 'illustrative',
      source: `Scenario ${inputs.scenario.name}, lever ${index + 1}: assumed, not decided`,
    },
  ];
}

/** Where a lever applies as seen from an authority; undefined when it does not reach it. */
function reach(inputs: RunInputs, content: Record<string, unknown>, authority: AreaRow): string | undefined {
  const { area, region } = content;
  if (area === undefined && region === undefined) return 'The whole country';
  if (area === authority.area_code) return authority.name_en;
  if (region === undefined || region !== authority.region_code) return undefined;
  return `Region ${inputs.areas.find((a) => a.area_code === region)?.name_en ?? String(region)}, shared by its authorities`;
}

export const LEVER_WORDS: Readonly<Record<string, string>> = {
  places: 'New places',
  carers: 'New fostering households',
  conversion_support: 'Help for for-profit providers to convert',
  prevention: 'Fewer children start to be looked after',
  reunification: 'Children go home sooner',
  workforce: 'More places are staffed',
  approval_date: 'Another date from which placements need approval',
  kinship: 'More children placed with kin',
  guardianship: 'More special guardianship',
  national_transfer: 'Unaccompanied children of the national transfer scheme',
  when: 'A rule that acts when a measure passes a number',
};

/** The lever in words, with every number that it holds but those that have a column. */
function leverWords(name: string, content: Record<string, unknown>): string {
  const shown = [
    'area',
    'region',
    'service_type',
    'sector',
    'opens',
    'from',
    'date',
    'capital_gbp',
    'places',
    'households',
  ];
  const rest = Object.entries(content).filter(([key]) => name === 'when' || !shown.includes(key));
  const words = rest.map(
    ([key, value]) =>
      `${key.replaceAll('_', ' ')} ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`,
  );
  return `${LEVER_WORDS[name] ?? name}${words.length === 0 ? '' : ` (${words.join(', ')})`}`;
}

function timingOf(date: IsoDate, year: PlanYear): PlanStep['timing'] {
  if (date < year.firstDay) return 'before the year';
  return date <= year.lastDay ? 'in the year' : 'after the year';
}
