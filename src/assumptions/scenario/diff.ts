import type { DataSet } from '../../domain/tables.ts';
import type { ScenarioChange } from './changes.ts';
import { changesBetween } from './changes.ts';
import type { Scenario } from './scenario.ts';
import type { ScenarioNames } from './words.ts';
import { assumptionWords, dataSetWords, eventWords, leverWords, timetableWords, valueWords } from './words.ts';

/** A difference between two scenarios in plain words, ready to print. */
export interface DiffRow {
  readonly part: ScenarioChange['part'];
  readonly what: string;
  readonly before: string;
  readonly after: string;
}

/** The words of a data set for its areas and assumptions. */
export function namesOf(dataSet: Pick<DataSet, 'areas' | 'assumptions'>): ScenarioNames {
  const areas = new Map(dataSet.areas.map((area) => [area.area_code, area.name_en]));
  const assumptions = new Map(dataSet.assumptions.map((row) => [row.id, row]));
  return { areaName: (code) => areas.get(code), assumption: (id) => assumptions.get(id) };
}

/**
 * The differences between two scenarios, one a row, in the order of the parts of a scenario file. Empty when they do the
 * same; name, title, summary, evidence, seed and draws are no differences.
 *
 * @param names words of a data set, from `namesOf`
 * @example
 * diffScenarios(asLegislated, earlyExit, namesOf(wales));
 * // [{ part: 'events', what: 'Event close', before: 'none', after: '20% of for-profit services close, on 1 April 2027' }]
 */
export function diffScenarios(a: Scenario, b: Scenario, names: ScenarioNames = {}): DiffRow[] {
  return changesBetween(a, b, names).map((change) => {
    const { part } = change;
    const text = (value: unknown): string => sideWords(change, value, names);
    return { part, what: whatWords(change, names), before: text(change.before), after: text(change.after) };
  });
}

function whatWords(change: ScenarioChange, names: ScenarioNames): string {
  switch (change.part) {
    case 'horizon':
      return 'Last day of the run';
    case 'assumptions':
      return `Assumption ${assumptionWords(change.key, names)}`;
    case 'timetable':
      return timetableWords(change.key);
    case 'correlations':
      return `Rank correlation of ${change.key.replace('|', ' and ')}`;
    default:
      return `${change.part === 'levers' ? 'Lever' : 'Event'} ${Object.keys((change.before ?? change.after) as object)[0]!}`;
  }
}

function sideWords(change: ScenarioChange, value: unknown, names: ScenarioNames): string {
  if (value !== undefined)
    return change.part === 'levers'
      ? leverWords(value as never, names)
      : change.part === 'events'
        ? eventWords(value as never, names)
        : valueWords(value);
  if (change.part === 'assumptions') return dataSetWords(names.assumption?.(change.key)?.central);
  if (change.part === 'timetable') return dataSetWords(undefined);
  return change.part === 'correlations' ? '0' : 'none';
}
