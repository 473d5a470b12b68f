import { ALWAYS_ZERO } from '../../calibration/backtest/backtest-summary.ts';
import { OWN_METHOD, REFERENCE_METHODS } from '../../calibration/backtest/methods.ts';
import { formatNumber, formatShare, listText } from '../text.ts';
import { against, headlineLabel, headlineRow, headlineRows, LEVELS } from './backtest-headline.ts';
import type { Level, ScoredHistory } from './backtest-headline.ts';

/** Names of the methods as printed. */
export const METHOD_NAMES: Readonly<Record<string, string>> = {
  [OWN_METHOD]: 'this toolkit',
  naive: 'last count (naive)',
  drift: 'drift',
  ses: 'simple smoothing',
  'damped-ets': 'damped trend (ETS)',
  theta: 'theta',
  'negative-binomial-walk': 'negative binomial walk',
};

/** Bounds between which the share of counts inside an interval is what the interval says, as far as a back-test can tell. */
export const FAIR = { covered_80: [0.76, 0.84], covered_95: [0.92, 0.98] } as const;

const NEAR = 0.005;

/** "6 % under" or "2 % over", or "as" large. */
function under(share: number): string {
  if (Math.abs(share) < NEAR) return 'the same as';
  return `${formatShare(Math.abs(share))} ${share < 0 ? 'under' : 'over'}`;
}

const ofNaive = (share: number): string => `${under(share)} that of the last count`;

/** What an interval held, with a verdict. */
function coverageWords(share: number, said: number, [low, high]: readonly [number, number]): string {
  const verdict =
    share < low ? ', so ranges are too narrow' : share > high ? ', so they are wider than they need be' : '';
  return `the ${formatShare(said)} ranges held ${formatShare(share)} of the counts${verdict}`;
}

/**
 * One honest paragraph on a back-test, drafted from its numbers whatever they are: how large the error is beside the last
 * count, which method is better where one is, what the ranges held, where the forecasts lean, and where they fail.
 */
export function backtestWords(scored: ScoredHistory): string {
  const { history, summary, kind } = scored;
  const levels = (Object.keys(LEVELS) as Level[]).filter((level) => headlineRow(scored, level, OWN_METHOD));
  const level = levels[0];
  if (level === undefined) return 'Nothing could be scored.';
  const own = headlineRow(scored, level, OWN_METHOD)!;
  const steps = Math.max(...summary.map((row) => (row.horizon === 'all' ? 0 : row.horizon)));
  const what = kind === 'children' ? 'counts of children' : 'counts of services and places by sector';
  const group = headlineLabel(scored);
  const span = `${history.dates[0]} to ${history.dates.at(-1)}`;
  const months = history.stepMonths === 12 ? 'year' : `step of ${history.stepMonths} months`;
  const sentences = [
    `From ${span}, ${formatNumber(own.cases)} ${what} (${group}) of ${LEVELS[level]} were forecast one to ${steps} ${months}s ahead with nothing but what was known then.`.replace(
      'monthss',
      'months',
    ),
    `The median missed by ${formatNumber(own.mae, own.mae < 10 ? 2 : 1)} on average, ${ofNaive(against(scored, level, 'mae'))}; the whole distribution scored ${ofNaive(against(scored, level, 'crps'))} (CRPS). MASE is ${own.mase.toFixed(2)} and RMSSE ${own.rmsse.toFixed(2)}, so beside one step of the past it missed by ${own.mase > 1 ? 'more' : 'less'}.`,
    betterMethods(scored, level),
    `Of ${LEVELS[level]}, ${coverageWords(own.covered_80, 0.8, FAIR.covered_80)}, and ${coverageWords(own.covered_95, 0.95, FAIR.covered_95)}.`,
    ...levels.slice(1).map((above) => aboveWords(scored, above)),
    biasWords(scored, level),
    alwaysZeroWords(scored, level),
    worstWords(scored, level),
    'These years share their shocks, so the scores of another span would differ by more than the number of cases suggests.',
  ];
  return sentences.filter((text) => text !== '').join(' ');
}

function betterMethods(scored: ScoredHistory, level: Level): string {
  const names = Object.keys(REFERENCE_METHODS);
  const better = (score: 'mae' | 'crps'): string[] =>
    names.filter((method) => against(scored, level, score, method) > NEAR).map((method) => METHOD_NAMES[method]!);
  const [median, whole] = [better('mae'), better('crps')];
  if (median.length === 0 && whole.length === 0)
    return 'No method that it was put beside did better, by the median or by the whole.';
  const parts = [
    ...(median.length > 0 ? [`${listText(median)} had the smaller error`] : []),
    ...(whole.length > 0 ? [`${listText(whole)} the better distribution`] : []),
  ];
  return `It was not the best of all: ${parts.join(', and ')}.`;
}

function aboveWords(scored: ScoredHistory, level: Level): string {
  const row = headlineRow(scored, level, OWN_METHOD)!;
  const few = row.cases < 60 ? ` (only ${row.cases} cases)` : '';
  return `For ${LEVELS[level]}${few} the error was ${ofNaive(against(scored, level, 'mae'))} and ${coverageWords(row.covered_80, 0.8, FAIR.covered_80)}.`;
}

function biasWords(scored: ScoredHistory, level: Level): string {
  const bands = headlineRows(scored, level).filter(
    (row) =>
      row.method === OWN_METHOD &&
      row.horizon === 'all' &&
      row.size !== 'all' &&
      row.size !== ALWAYS_ZERO &&
      row.cases >= 20,
  );
  if (bands.length === 0) return '';
  const words = bands.map(
    (row) => `${row.bias >= 0 ? '+' : '-'}${formatNumber(Math.abs(row.bias), 1)} where the last count was ${row.size}`,
  );
  return `The median less what came was, on average, ${listText(words)}.`;
}

/** What is left out of all other scores: series that were always 0. */
function alwaysZeroWords(scored: ScoredHistory, level: Level): string {
  const row = headlineRows(scored, level).find((one) => one.method === OWN_METHOD && one.size === ALWAYS_ZERO);
  if (row === undefined) return '';
  return `${formatNumber(row.cases)} counts of series that had always been 0 are scored apart and are in none of these figures: there the median missed by ${formatNumber(row.mae, 2)} on average, and the ${formatShare(0.95)} ranges held ${formatShare(row.covered_95)}.`;
}

/** The part of the table in which the method did worst beside the last count. */
function worstWords(scored: ScoredHistory, level: Level): string {
  const names = Object.keys(scored.history.groups[0]!.labels);
  const of = (method: string): Map<string, number> =>
    new Map(
      scored.summary
        .filter((r) => r.method === method && r.area_level === level && r.horizon === 'all' && r.size === 'all')
        .map((r) => [names.map((name) => String(r[name])).join(', '), r.crps]),
    );
  const naive = of('naive');
  const found = [...of(OWN_METHOD)]
    .filter(([key]) => (naive.get(key) ?? 0) > 0)
    .map(([key, crps]) => ({ key, share: crps / naive.get(key)! - 1 }))
    .sort((a, b) => b.share - a.share)[0];
  if (found === undefined || naive.size < 2) return '';
  return found.share > NEAR
    ? `It is worst for ${found.key}: ${formatShare(found.share)} over the last count.`
    : `It gains least for ${found.key}: ${under(found.share)} the last count.`;
}
