import type { HistoryRow } from '../register/score-history.ts';
import type { DraftedLesson } from './lesson.ts';

/** A row of a table by name of column. */
type Row = Readonly<Record<string, string>>;

/** Columns that `backtest.csv` must have; those between area_code and actual name the series. */
export const BACKTEST_COLUMNS = [
  'origin',
  'horizon',
  'area_code',
  'actual',
  'p50',
  'p025',
  'p975',
  'covered_95',
] as const;
/** Share of cases outside the interval of 95 % from which a series is a lesson; one in twenty is expected. */
export const MISSES_FROM = 0.15;
const LEAST_MISSES = 2;

/**
 * Series that a back-test forecast too surely: at least two counts outside the interval of 95 %, and at least 15 % of all.
 *
 * @param columns of the table in order
 */
export function forecastMisses(columns: readonly string[], rows: readonly Row[]): DraftedLesson[] {
  const labels = columns.slice(columns.indexOf('area_code'), columns.indexOf('actual'));
  const series = new Map<string, Row[]>();
  for (const row of rows) {
    const key = labels.map((label) => row[label]).join(', ');
    series.set(key, [...(series.get(key) ?? []), row]);
  }
  return [...series].flatMap(([name, cases]) => {
    const missed = cases.filter((row) => row['covered_95'] === '0');
    if (missed.length < LEAST_MISSES || missed.length < MISSES_FROM * cases.length) return [];
    const distance = (row: Row): number =>
      Math.abs(Number(row['actual']) - Number(row['p50'])) / Math.max(1, Number(row['p975']) - Number(row['p025']));
    const worst = missed.reduce((a, b) => (distance(b) > distance(a) ? b : a));
    const expected = (0.05 * cases.length).toFixed(1);
    return [
      {
        key: `forecast ${name}`,
        event: `Forecasts of ${name} missed`,
        happened:
          `${missed.length} of ${cases.length} counts came outside the range of 95 %; about ${expected} were to be expected. ` +
          `Furthest: from ${worst['origin']}, ${worst['horizon']} ahead, ${worst['actual']} came and ${worst['p025']} to ${worst['p975']} was said.`,
        evidence: 'backtest.csv',
        appliesTo: name,
      },
    ];
  });
}

/** Columns that `assumptions.csv` must have. */
export const ASSUMPTION_COLUMNS = ['id', 'meaning', 'unit', 'low', 'central', 'high', 'source'] as const;

/** Assumptions whose new central value lies outside their old range, and those that were dropped. */
export function overturnedAssumptions(before: readonly Row[], after: readonly Row[]): DraftedLesson[] {
  const now = new Map(after.map((row) => [row['id']!, row]));
  return before.flatMap((old) => {
    const id = old['id']!;
    const row = now.get(id);
    const [low, high, central] = [Number(old['low']), Number(old['high']), Number(row?.['central'])];
    if (row !== undefined && (old['low'] === '' || old['high'] === '' || (central >= low && central <= high)))
      return [];
    const was = `${old['central']} (${old['low']} to ${old['high']}) ${old['unit']}`;
    return [
      {
        key: `assumption ${id} ${old['central']} ${row?.['central'] ?? 'dropped'}`,
        event: row === undefined ? `The assumption ${id} was dropped` : `The assumption ${id} was overturned`,
        happened:
          row === undefined
            ? `${old['meaning']}: was ${was}.`
            : `${old['meaning']}: was ${was}, is ${row['central']} (${row['low']} to ${row['high']}) ${row['unit']}. The new value lies outside the old range.`,
        evidence: row === undefined ? (old['source'] ?? '') : `Now: ${row['source']}. Before: ${old['source']}`,
        appliesTo: id,
      },
    ];
  });
}

/** A risk that was closed: its event happened, or its horizon passed without it. */
export interface ClosedRisk {
  readonly risk_id: string;
  /** Day on which it was closed. */
  readonly closed: string;
  readonly happened: boolean;
}

/** The last scores of a kind that a risk had before a day. */
export function lastScore(
  history: readonly HistoryRow[],
  risk: string,
  kind: string,
  before: string,
): HistoryRow | undefined {
  const rows = history.filter(
    (row) => row.risk_id === risk && row.kind === kind && row.state === 'current' && row.date < before,
  );
  return rows.reduce<HistoryRow | undefined>(
    (last, row) => (last === undefined || row.date >= last.date ? row : last),
    undefined,
  );
}

/** Agreed likelihoods that differed from the modelled ones, and what came: one case speaks for or against, and proves nothing. */
export function judgedOverrides(history: readonly HistoryRow[], closed: readonly ClosedRisk[]): DraftedLesson[] {
  return closed.flatMap(({ risk_id: risk, closed: day, happened }) => {
    const agreed = lastScore(history, risk, 'agreed', day);
    const modelled = history.find(
      (row) =>
        row.risk_id === risk &&
        row.kind === 'modelled' &&
        row.state === 'current' &&
        row.date === agreed?.date &&
        row.scheme === agreed.scheme,
    );
    if (agreed === undefined || modelled === undefined) return [];
    const [theirs, ours] = [Number(agreed.likelihood), Number(modelled.likelihood)];
    const other = agreed.score !== modelled.score || theirs !== ours;
    if (!other) return [];
    const came = happened ? 'The event happened' : 'The event did not happen';
    const verdict =
      theirs === ours || agreed.likelihood === '' || modelled.likelihood === ''
        ? 'The override changed the impact; whether the event happened does not judge it.'
        : theirs > ours === happened
          ? `${came}, which speaks for the override.`
          : `${came}, which speaks against the override.`;
    return [
      {
        key: `override ${risk} ${agreed.date} ${day}`,
        event: `Override of ${risk} judged`,
        happened:
          `Agreed ${agreed.score || agreed.band} (likelihood ${agreed.likelihood}), modelled ${modelled.score || modelled.band} (likelihood ${modelled.likelihood}), ` +
          `by ${agreed.who || 'nobody named'} for the reason ${agreed.reason || 'not stated'}. ${verdict} One case proves nothing.`,
        evidence: `risk-history.csv, ${agreed.date}, run ${modelled.run_id}`,
        risks: risk,
      },
    ];
  });
}
