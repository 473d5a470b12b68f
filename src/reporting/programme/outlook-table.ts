import { SOON_AFTER_MONTHS } from '../../experiments/programme/outlook.ts';
import type { Outlook } from '../../experiments/programme/outlook.ts';
import type { AreaRow } from '../../domain/tables.ts';
import type { Table } from '../csv.ts';

/** Columns of `programme-outlook.csv`. */
export const OUTLOOK_COLUMNS = [
  'item_id',
  'kind',
  'title',
  'area_code',
  'area_name',
  'workstream',
  'owner',
  'planned_date',
  'state',
  'done_date',
  'tied_to',
  'basis',
  'chance_on_time',
  'chance_on_time_low',
  'chance_on_time_high',
  `chance_within_${SOON_AFTER_MONTHS}_months`,
  'chance_never',
  'delay_months_p10',
  'delay_months_p50',
  'delay_months_p90',
  'set_date',
  'scenario',
  'draws',
  'seed',
  'status',
  'source',
] as const;

/** The outlook of a programme plan, one row a line of it. Chances are shares of draws, 0 to 1; delays are months, later above 0. */
export function outlookTable(
  outlook: readonly Outlook[],
  {
    areas,
    scenario,
    draws,
    seed,
  }: { readonly areas: readonly AreaRow[]; readonly scenario: string; readonly draws: number; readonly seed: number },
): Table {
  const nameOf = new Map(areas.map((a) => [a.area_code, a.name_en]));
  const rows = outlook.map(({ item, basis, onTime, soonAfter, never, delayMonths, setDate, status }) => ({
    item_id: item.item_id,
    kind: item.kind,
    title: item.title,
    area_code: item.area_code,
    area_name: item.area_code === undefined ? undefined : nameOf.get(item.area_code),
    workstream: item.workstream,
    owner: item.owner,
    planned_date: item.planned_date,
    state: item.state,
    done_date: item.done_date,
    tied_to: item.tied_to,
    basis,
    chance_on_time: onTime?.share,
    chance_on_time_low: onTime?.low,
    chance_on_time_high: onTime?.high,
    [`chance_within_${SOON_AFTER_MONTHS}_months`]: soonAfter?.share,
    chance_never: never?.share,
    delay_months_p10: delayMonths?.p10,
    delay_months_p50: delayMonths?.p50,
    delay_months_p90: delayMonths?.p90,
    set_date: setDate ?? undefined,
    scenario,
    draws: basis === 'simulated' ? draws : undefined,
    seed: basis === 'simulated' ? seed : undefined,
    status,
    source: item.source,
  }));
  return { columns: OUTLOOK_COLUMNS, rows };
}
