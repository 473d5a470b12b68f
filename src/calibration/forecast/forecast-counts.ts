import type { IsoDate } from '../../domain/calendar.ts';
import { addMonths, countsOf, seriesKey } from '../history/count-history.ts';
import type { CountHistory, CountSeries, HistoryArea } from '../history/count-history.ts';
import { addParts, apportion, shareOut, sumOf } from './adding-up.ts';
import { meanGrowth, spreadOfTrends } from './growth-trend.ts';
import { countryGrowth, drawPanel } from './panel-draws.ts';
import type { DrawPlan } from './panel-draws.ts';
import { fitPanel, USUAL_TREND_OF_PART } from './panel-fit.ts';
import type { PanelFit } from './panel-fit.ts';
import { isKnown, wholeGrowth } from './panel.ts';
import { besideTotal, indexOf, isShareOf } from './parts-of-total.ts';
import type { Panel } from './panel.ts';
import { holdStill, stillShare } from './standing-still.ts';

/** Draws of the counts of all groups in all areas. In every draw authorities add up to regions and to the country. */
export interface CountForecast {
  readonly history: CountHistory;
  /** Last days of the steps ahead. */
  readonly dates: readonly IsoDate[];
  readonly draws: number;
  /** Draws of a group in an area, `[step * draws + draw]`; undefined where nothing is known of it. */
  readonly of: (group: number, areaCode: string) => Float64Array | undefined;
}

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
  const steps = dates.length;
  const regionOf = regionsOf(areas, authorities.length);
  const panelOf = (rows: Pick<Panel, 'values' | 'low' | 'high'>, whole: Float64Array | undefined): Panel => ({
    ...rows,
    whole,
    steps,
    stepYears: stepMonths / 12,
    regionOf: rows.values.length === authorities.length ? regionOf : undefined,
  });
  const draws = new Map<string, Float64Array>();
  const nameOf = (g: number): string => Object.values(groups[g]!.labels).join('|');
  const panels = lists.map(({ byArea, whole }) => panelOf(rowsOf(byArea), whole?.values));
  const keep = (g: number, codes: readonly string[], paths: readonly (Float64Array | undefined)[]): void =>
    paths.forEach((path, a) => {
      if (path !== undefined) draws.set(seriesKey(g, codes[a]!), path);
    });
  const alone = (g: number): boolean => country !== undefined && countryStandsAlone(lists[g]!);
  const drawWhole = (g: number): PanelFit => {
    const fit = fitPanel(panels[g]!);
    keep(g, authorities, drawPanel(fit, nameOf(g), authorities, plan));
    if (!alone(g)) return fit;
    const own = fitPanel(panelOf(rowsOf([lists[g]!.whole!]), undefined));
    keep(g, [country!.code], drawPanel(own, nameOf(g), [country!.code], plan));
    return own;
  };
  const isPart = new Set(groups.flatMap((group) => group.parts));
  groups.forEach((group, g) => {
    if (isPart.has(g)) return;
    const fit = drawWhole(g);
    if (group.parts.length === 0) return;
    const growth = wholeGrowth(panels[g]!);
    const index = indexOf(growth);
    const carrier = carrierOf(countryGrowth(fit, nameOf(g), plan), plan);
    const totals = lists[g]!.byArea;
    const parts = group.parts.map((part) => {
      const { byArea, whole } = lists[part]!;
      const within = byArea.map((s, a) => (isShareOf(s, totals[a]!) ? totals[a] : undefined));
      const scaled = whole === undefined ? undefined : besideTotal([whole], index, [undefined]);
      return { part, within, scaled, panel: panelOf(besideTotal(byArea, index, within), scaled?.values[0]) };
    });
    const spread = spreadOfTrends(
      parts.map(({ panel }) => meanGrowth(wholeGrowth(panel), steps - 1, panel.stepYears, 1)),
      (USUAL_TREND_OF_PART * stepMonths) / 12,
    );
    for (const { part, within, scaled, panel } of parts) {
      const carriers = authorities.map((code, a) =>
        within[a] === undefined ? carrier : shareOf(draws.get(seriesKey(g, code)), totals[a]!.values[steps - 1]!),
      );
      keep(part, authorities, drawPanel(fitPanel(panel, spread), nameOf(part), authorities, plan, carriers));
      if (!alone(part)) continue;
      const own = fitPanel(panelOf(scaled!, undefined), spread);
      keep(part, [country!.code], drawPanel(own, nameOf(part), [country!.code], plan, [carrier]));
    }
  });
  groups.forEach((group, g) => {
    for (const area of single) shareOut(history, draws, g, group.parts, area);
  });
  const { grid } = history;
  if (grid === 1)
    groups.forEach(({ parts }, g) => {
      if (parts.length > 0) return;
      const share = stillShare(lists[g]!.byArea);
      lists[g]!.byArea.forEach((counts, a) => {
        const paths = draws.get(seriesKey(g, authorities[a]!));
        if (paths !== undefined) holdStill(paths, plan.draws, counts, share);
      });
    });
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
  if (country !== undefined) groups.forEach((group, g) => apportion(history, draws, g, group.parts, country, alone));
  const last = dates.at(-1)!;
  return {
    history,
    dates: Array.from({ length: plan.steps }, (_, k) => addMonths(last, (k + 1) * stepMonths)),
    draws: plan.draws,
    of: (group, areaCode) => draws.get(seriesKey(group, areaCode)),
  };
}

/** A factor on today by step and draw, from growth by step and draw. */
function carrierOf(growth: Float64Array, { steps, draws }: DrawPlan): Float64Array {
  const factor = new Float64Array(growth.length);
  for (let d = 0; d < draws; d++) {
    let sum = 0;
    for (let k = 0; k < steps; k++) factor[k * draws + d] = Math.exp((sum += growth[k * draws + d]!));
  }
  return factor;
}

function shareOf(paths: Float64Array | undefined, today: number): Float64Array | undefined {
  return paths?.map((value) => value / today);
}

/** Place of the region of each authority among the regions; -1 for one without. */
function regionsOf(areas: readonly HistoryArea[], authorities: number): Int32Array {
  const regionOf = new Int32Array(authorities).fill(-1);
  areas
    .filter((area) => area.level === 'region')
    .forEach(({ members }, r) => members.forEach((a) => (regionOf[a] = r)));
  return regionOf;
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
