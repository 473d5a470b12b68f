import type { IsoDate } from '../../domain/calendar.ts';
import { addMonths, countsOf, seriesKey } from '../history/count-history.ts';
import type { CountHistory, CountSeries, HistoryArea } from '../history/count-history.ts';
import { drawPanel } from './panel-draws.ts';
import type { DrawPlan } from './panel-draws.ts';
import { fitPanel } from './panel-fit.ts';
import { isKnown, wholeGrowth } from './panel.ts';
import type { Panel } from './panel.ts';

/** Draws of the counts of all groups in all areas. In every draw authorities add up to regions and to the country. */
export interface CountForecast {
  readonly history: CountHistory;
  /** Last days of the steps ahead. */
  readonly dates: readonly IsoDate[];
  readonly draws: number;
  /** Draws of a group in an area, `[step * draws + draw]`; undefined where nothing is known of it. */
  readonly of: (group: number, areaCode: string) => Float64Array | undefined;
}

/** A share by which the parts of a total may miss it at the last date and still be its parts, for rounding. */
const ROUNDING_SHARE = 0.02;
/** Share of the country's own count that its authorities must hold to be added up to it. */
const WHOLE_SHARE = 0.95;

/**
 * Forecasts the counts of a history from that history alone, with full distributions: chance, shocks that the areas of the
 * country share, and not knowing the trend. Placement types add up to all, authorities to regions and to the country, in
 * every draw.
 *
 * @param plan steps ahead, draws (an even number) and seed
 */
export function forecastCounts(history: CountHistory, plan: DrawPlan): CountForecast {
  const { dates, stepMonths, groups, authorities, areas } = history;
  const country = areas.find((area) => area.level === 'country');
  const single = authorities.map((code, a): HistoryArea => ({ code, level: 'authority', members: [a] }));
  const lists = groups.map((_, g) => ({
    byArea: single.map((area) => countsOf(history, g, area)),
    whole: country === undefined ? undefined : countsOf(history, g, country),
  }));
  const panelOf = (g: number): Panel => {
    const { byArea, whole } = lists[g]!;
    return { ...rowsOf(byArea), whole: whole?.values, steps: dates.length, stepYears: stepMonths / 12 };
  };
  const draws = new Map<string, Float64Array>();
  const totalOf = groups.map((_, g) => groups.findIndex((group) => group.parts.includes(g)));
  groups.forEach((group, g) => {
    const panel = panelOf(g);
    const leading = totalOf[g]! >= 0 ? wholeGrowth(panelOf(totalOf[g]!)) : undefined;
    const name = Object.values(group.labels).join('|');
    const own = drawPanel(fitPanel(panel, leading), name, authorities, plan);
    own.forEach((paths, a) => {
      if (paths !== undefined) draws.set(seriesKey(g, authorities[a]!), paths);
    });
    if (country === undefined || !countryStandsAlone(lists[g]!)) return;
    const alone: Panel = {
      ...rowsOf([lists[g]!.whole!]),
      whole: undefined,
      steps: dates.length,
      stepYears: stepMonths / 12,
    };
    const [paths] = drawPanel(fitPanel(alone, leading), name, [country.code], plan);
    if (paths !== undefined) draws.set(seriesKey(g, country.code), paths);
  });
  groups.forEach((group, g) => {
    for (const area of single) shareOut(history, draws, g, group.parts, area);
  });
  const { grid } = history;
  // Counts come as they are published: whole, or rounded where the history is.
  if (grid > 0)
    for (const paths of draws.values())
      for (let i = 0; i < paths.length; i++) paths[i] = grid * Math.round(paths[i]! / grid);
  groups.forEach((group, g) => {
    for (const area of single) addParts(history, draws, g, group.parts, area);
    for (const area of areas) {
      const key = seriesKey(g, area.code);
      if (area.level === 'authority' || draws.has(key)) continue;
      const members = area.members.map((a) => draws.get(seriesKey(g, authorities[a]!))).filter((p) => p !== undefined);
      if (members.length > 0) draws.set(key, sumOf(members));
    }
  });
  const last = dates.at(-1)!;
  return {
    history,
    dates: Array.from({ length: plan.steps }, (_, k) => addMonths(last, (k + 1) * stepMonths)),
    draws: plan.draws,
    of: (group, areaCode) => draws.get(seriesKey(group, areaCode)),
  };
}

function rowsOf(list: readonly CountSeries[]): Pick<Panel, 'values' | 'low' | 'high'> {
  return { values: list.map((s) => s.values), low: list.map((s) => s.low), high: list.map((s) => s.high) };
}

/** Whether the country is counted and its authorities are not, or leave out too much of it. */
function countryStandsAlone({
  byArea,
  whole,
}: {
  byArea: readonly CountSeries[];
  whole: CountSeries | undefined;
}): boolean {
  if (whole === undefined) return false;
  const lastKnown = (s: CountSeries): number => s.values.findLastIndex((v) => isKnown(v));
  const at = lastKnown(whole);
  if (at < 0) return false;
  let sum = 0;
  for (const s of byArea) {
    const place = lastKnown(s);
    if (place >= 0) sum += s.values[place]!;
  }
  return sum < WHOLE_SHARE * whole.values[at]!;
}

/** The parts of a total that are there; undefined when they do not make it up at the last date. */
function partsOf(
  history: CountHistory,
  draws: ReadonlyMap<string, Float64Array>,
  total: number,
  parts: readonly number[],
  area: HistoryArea,
): Float64Array[] | undefined {
  const last = history.dates.length - 1;
  const known = parts.filter((g) => draws.has(seriesKey(g, area.code)));
  if (known.length === 0) return undefined;
  const counts = known.map((g) => countsOf(history, g, area));
  const whole = countsOf(history, total, area);
  if (!isKnown(whole.values[last]) || counts.some((s) => !isKnown(s.values[last]))) return undefined;
  const sum = counts.reduce((s, c) => s + c.values[last]!, 0);
  const width = [...counts, whole].reduce((s, c) => s + c.high[last]! - c.low[last]!, 0) / 2;
  const slack = Math.max(width, ROUNDING_SHARE * whole.values[last]!, known.length);
  if (Math.abs(sum - whole.values[last]!) > slack) return undefined;
  return known.map((g) => draws.get(seriesKey(g, area.code))!);
}

/** Scales the parts of a total to it, draw by draw: its long history says more on the level, theirs on the mix. */
function shareOut(
  history: CountHistory,
  draws: Map<string, Float64Array>,
  total: number,
  parts: readonly number[],
  area: HistoryArea,
): void {
  const whole = draws.get(seriesKey(total, area.code));
  const pieces = whole === undefined ? undefined : partsOf(history, draws, total, parts, area);
  if (whole === undefined || pieces === undefined) return;
  for (let i = 0; i < whole.length; i++) {
    let sum = 0;
    for (const piece of pieces) sum += piece[i]!;
    if (sum <= 0) continue;
    const factor = whole[i]! / sum;
    for (const piece of pieces) piece[i]! *= factor;
  }
}

/** A total is the sum of its parts where they make it up. */
function addParts(
  history: CountHistory,
  draws: Map<string, Float64Array>,
  total: number,
  parts: readonly number[],
  area: HistoryArea,
): void {
  const pieces = partsOf(history, draws, total, parts, area);
  if (pieces !== undefined) draws.set(seriesKey(total, area.code), sumOf(pieces));
}

function sumOf(list: readonly Float64Array[]): Float64Array {
  const sum = new Float64Array(list[0]!.length);
  for (const paths of list) for (let i = 0; i < sum.length; i++) sum[i]! += paths[i]!;
  return sum;
}
