import { formatDate, isIsoDate } from '../../domain/calendar.ts';
import type { ScenarioEvent } from './events.ts';
import type { Lever, LeverInsideWhen } from './levers.ts';

/** What a data set adds to the words of a scenario: the names of its areas and what its assumptions mean. */
export interface ScenarioNames {
  readonly areaName?: (code: string) => string | undefined;
  readonly assumption?: (
    id: string,
  ) => { readonly meaning: string; readonly unit: string; readonly central: number } | undefined;
}

type Fields = Readonly<Record<string, unknown>>;

/** A lever in a sentence without a full stop: `12 residential places of local authorities, open on 1 April 2028`. */
export function leverWords(lever: Lever | LeverInsideWhen, names: ScenarioNames = {}): string {
  return itemWords(lever, names);
}

/** An event in a sentence without a full stop: `30% of for-profit services close, on 1 October 2029`. */
export function eventWords(event: ScenarioEvent, names: ScenarioNames = {}): string {
  return itemWords(event, names);
}

/** A row of the timetable by its key: `Timetable, placements need approval, foster, for-profit`. */
export function timetableWords(key: string): string {
  return `Timetable, ${key.replaceAll('|', ', ')}`;
}

/** An assumption with what it means where that is known: `notice (notice before closure, months)`. */
export function assumptionWords(id: string, names: ScenarioNames): string {
  const row = names.assumption?.(id);
  return row === undefined ? id : `${id} (${row.meaning}, ${row.unit})`;
}

/** What holds when a scenario says nothing. */
export function dataSetWords(central: number | undefined): string {
  return central === undefined ? 'as in the data set' : `as in the data set (middle ${central})`;
}

/** A value of an assumption: `0.85`, `3 to 12, middle 9`, or nothing when the data set decides. */
export function valueWords(value: unknown): string {
  if (value !== null && typeof value === 'object' && 'central' in value) {
    const { low, central, high } = value as { low: number; central: number; high: number };
    return `${low} to ${high}, middle ${central}`;
  }
  if (value === null) return 'no date';
  if (typeof value === 'string' && isIsoDate(value)) return formatDate(value);
  return value === undefined ? '' : String(value);
}

const SECTOR_WORDS: Readonly<Record<string, string>> = {
  'local-authority': 'local authorities',
  'not-for-profit': 'not-for-profit bodies',
  'for-profit': 'for-profit providers',
  other: 'other bodies',
};

const percent = (share: unknown): string => `${Number((Number(share) * 100).toFixed(2))}%`;
const timesAsMany = (factor: unknown): string => `${String(factor)} times as many`;
/** A whole number with commas. */
const grouped = (n: unknown): string => String(Math.round(Number(n))).replace(/\B(?=(\d{3})+$)/g, ',');
const count = (n: unknown, word: string): string => `${grouped(n)} ${word}${n === 1 ? '' : 's'}`;

/** Begins the sentence and says which fields it has told. */
type Head = (f: Fields) => { readonly text: string; readonly told: readonly string[] };

/** `30% of for-profit foster services`, `all services of the owner owner-1`. */
function services(f: Fields): { readonly text: string; readonly told: readonly string[] } {
  const share = f['share'] === undefined ? 'all' : `${percent(f['share'])} of`;
  const kind = [f['sector'], f['service_type']].filter((part) => part !== undefined).join(' ');
  const whose =
    f['service'] !== undefined
      ? `the service ${String(f['service'])}`
      : `${share} ${kind === '' ? '' : `${kind} `}services${f['owner'] === undefined ? '' : ` of the owner ${String(f['owner'])}`}`;
  return { text: whose, told: ['share', 'sector', 'service_type', 'service', 'owner'] };
}

const HEADS: Readonly<Record<string, Head>> = {
  places: (f) => ({
    text: `${String(f['places'])} ${String(f['service_type'])} place${f['places'] === 1 ? '' : 's'} of ${SECTOR_WORDS[String(f['sector'])] ?? ''}${f['opens'] === undefined ? ', through the stages of a project' : ''}`,
    told: ['places', 'service_type', 'sector'],
  }),
  carers: (f) => ({
    text: `${count(f['households'], 'more fostering household')} of ${SECTOR_WORDS[String(f['sector'])] ?? ''}`,
    told: ['households', 'sector'],
  }),
  conversion_support: () => ({ text: 'help for owners who convert', told: [] }),
  prevention: (f) => ({
    text: `${timesAsMany(f['entries_factor'])} children start to be looked after`,
    told: ['entries_factor'],
  }),
  reunification: (f) => ({
    text: `stays in care last ${String(f['stay_factor'])} times as long`,
    told: ['stay_factor'],
  }),
  workforce: (f) => ({
    text: `${percent(f['staffed_share'])} of registered places are staffed`,
    told: ['staffed_share'],
  }),
  approval_date: (f) => ({ text: `${String(f['service_type'])} placements need approval`, told: ['service_type'] }),
  kinship: (f) => ({
    text: `${timesAsMany(f['share_factor'])} children are placed with kin at entry`,
    told: ['share_factor'],
  }),
  guardianship: (f) => ({
    text: `${timesAsMany(f['exit_factor'])} children leave care to a guardian`,
    told: ['exit_factor'],
  }),
  national_transfer: (f) => ({
    text: `${String(f['children_per_year'])} unaccompanied children a year arrive`,
    told: ['children_per_year'],
  }),
  close: (f) => ({ ...services(f), text: `${services(f).text} close` }),
  owner_leaves: (f) => ({
    text: `${f['owner'] === 'largest' ? 'the largest owner' : `the owner ${String(f['owner'])}`} closes all its services`,
    told: ['owner'],
  }),
  convert: (f) => ({ ...services(f), text: `${services(f).text} become not-for-profit` }),
  demand_shock: (f) => ({
    text: `${timesAsMany(f['factor'])} children${f['age_band'] === undefined ? '' : ` aged ${String(f['age_band'])}`} start to be looked after`,
    told: ['factor', 'age_band'],
  }),
  price_shock: (f) => ({ text: `prices are ${String(f['factor'])} times as usual`, told: ['factor'] }),
  staff_shortage: (f) => ({
    text: `the staffed share of places is ${String(f['factor'])} times as usual`,
    told: ['factor'],
  }),
  delay_projects: (f) => ({
    text:
      f['project'] === undefined
        ? `${f['share'] === undefined ? 'all' : `${percent(f['share'])} of`} projects not yet open open ${count(f['months'], 'month')} later`
        : `project ${String(f['project'])} opens ${count(f['months'], 'month')} later${f['share'] === undefined ? '' : `, in ${percent(f['share'])} of the runs`}`,
    told: ['share', 'months', 'project'],
  }),
  withdraw_from_area: (f) => ({
    text: `${f['share'] === undefined ? 'all' : `${percent(f['share'])} of`} places of ${SECTOR_WORDS[String(f['sector'])] ?? ''} are no longer offered to the country's own children`,
    told: ['share', 'sector'],
  }),
};

function itemWords(item: object, names: ScenarioNames): string {
  const [name, fields] = Object.entries(item)[0] as [string, Fields];
  if (name === 'when') return ruleWords(fields, names);
  const { text, told } = HEADS[name]?.(fields) ?? { text: name.replaceAll('_', ' '), told: [] };
  const rest = Object.entries(fields).filter(([key, value]) => value !== undefined && !told.includes(key));
  return [text, ...rest.map(([key, value]) => fieldWords(key, value, names))].join(', ');
}

function fieldWords(key: string, value: unknown, names: ScenarioNames): string {
  const day = typeof value === 'string' && isIsoDate(value) ? formatDate(value) : String(value);
  switch (key) {
    case 'area':
    case 'region':
      return `in ${names.areaName?.(String(value)) ?? String(value)}`;
    case 'from':
      return `from ${day}`;
    case 'date':
      return `on ${day}`;
    case 'opens':
      return `open on ${day}`;
    case 'months':
      return `for ${count(value, 'month')}`;
    case 'ramp_months':
      return value === 0 ? 'at once' : `growing to this over ${count(value, 'month')}`;
    case 'notice_months':
      return `with ${count(value, 'month')} of notice`;
    case 'capital_gbp':
      return `for £${grouped(value)}`;
    case 'convert_factor':
      return `${timesAsMany(value)} choose to convert`;
    case 'succeeds':
      return `${percent(value)} of conversions and sales succeed`;
    default:
      return `${key.replaceAll('_', ' ')} ${typeof value === 'object' ? JSON.stringify(value) : day}`;
  }
}

function ruleWords(f: Fields, names: ScenarioNames): string {
  const limit = f['above'] !== undefined ? `above ${String(f['above'])}` : `below ${String(f['below'])}`;
  const where = f['area'] ?? f['region'];
  const place = where === undefined ? '' : ` in ${names.areaName?.(String(where)) ?? String(where)}`;
  const long = f['for_months'] === undefined ? '' : ` for ${count(f['for_months'], 'month')}`;
  const told = ['measure', 'above', 'below', 'area', 'region', 'for_months', 'repeat', 'then'];
  const rest = Object.entries(f).filter(([key, value]) => value !== undefined && !told.includes(key));
  const also = rest.map(([key, value]) => `, ${fieldWords(key, value, names)}`).join('');
  const then = (f['then'] as readonly LeverInsideWhen[]).map((lever) => itemWords(lever, names)).join('; ');
  return `${f['repeat'] === true ? 'each time' : 'the first time'} that ${String(f['measure'])}${place} is ${limit}${long}${also}: ${then}`;
}
