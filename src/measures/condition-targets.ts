import type {
  AreaScope,
  ConditionEvent,
  ConditionPrecision,
  ConditionStatistic,
} from '../assumptions/condition/condition.ts';
import { formatDate } from '../domain/calendar.ts';
import type { EvidenceStatus } from '../domain/status.ts';
import { weakestStatus } from '../domain/status.ts';
import type { Plan } from '../simulation/plan/plan.ts';
import { cellsAtTime, cellsOfQuantity, NotRecorded, periodOfEvent } from './condition-cells.ts';
import type { QuantityCells } from './condition-cells.ts';
import { quantityText } from '../assumptions/condition/condition-text.ts';
import type { Grid } from './grid.ts';
import { statusOf } from './outcomes.ts';
import { summarise } from './summarise.ts';

/** A number over draws in one area: what it is, which cells of a draw it needs, and how it comes from them. */
export interface ConditionTarget {
  readonly title: string;
  readonly areaCode: string;
  readonly status: EvidenceStatus;
  readonly statistic: ConditionStatistic | 'probability';
  /** Cells of a draw that are read, in this order. */
  readonly cells: readonly number[];
  /** Value of a draw from the values of its cells: the figure, or 1 where the event happens and 0 where it does not. */
  readonly ofDraw: (values: ArrayLike<number>) => number;
}

/**
 * Finds what a condition on precision asks about, one target an area.
 *
 * @throws NotRecorded when a run of the plan does not keep it
 */
export function targetsOf(condition: ConditionPrecision, plan: Plan, grid: Grid): ConditionTarget[] {
  const { of, area, time } = condition;
  const inner = of.kind === 'probability' ? of.event : undefined;
  if (area?.kind === 'any') throw new NotRecorded('"in any" cannot be asked here.', '"in every", or one area.');
  if (inner?.area !== undefined && area !== undefined)
    throw new NotRecorded('The area is named inside and outside the brackets.', 'One of the two.');
  if (inner?.time !== undefined && time !== undefined)
    throw new NotRecorded('The time is named inside and outside the brackets.', 'One of the two.');
  if (of.kind === 'probability') {
    const event = { ...of.event, time: of.event.time ?? time };
    if (event.area !== undefined)
      return [probabilityTarget(plan, grid, event, codesOf(plan, event.area), event.area.kind === 'every')];
    return codesOf(plan, area).map((code) => probabilityTarget(plan, grid, event, [code], true));
  }
  return codesOf(plan, area).map((code) => {
    const all = cellsOfQuantity(plan, grid, of.quantity, code, time?.kind === 'year' ? 'financial-year' : undefined);
    const one = cellsAtTime(all, time, true);
    return {
      title: `${of.statistic} of ${quantityText(of.quantity)} in ${code}, ${formatDate(one.dates[0]!)}`,
      areaCode: code,
      status: statusOf(one.series, plan),
      statistic: of.statistic,
      cells: one.cells,
      ofDraw: (values) => values[0]!,
    };
  });
}

function codesOf(plan: Plan, area: AreaScope | undefined): readonly string[] {
  const { countryCode, regionCodes, areaCodes } = plan.geography;
  if (area === undefined || area.kind === 'country') return [countryCode];
  if (area.kind !== 'area') return area.level === 'region' ? regionCodes : areaCodes;
  const codes = [countryCode, ...regionCodes, ...areaCodes];
  if (codes.includes(area.code)) return [area.code];
  throw new NotRecorded(`There is no area ${area.code} in the data set.`, `${codes.slice(0, 40).join(', ')}.`);
}

function probabilityTarget(
  plan: Plan,
  grid: Grid,
  event: ConditionEvent,
  codes: readonly string[],
  inAll: boolean,
): ConditionTarget {
  const parts = codes.map((code) =>
    cellsAtTime(cellsOfQuantity(plan, grid, event.quantity, code, periodOfEvent(event)), event.time, false),
  );
  const count = event.running?.count ?? 1;
  const short = parts.find((part) => part.cells.length < count);
  if (short !== undefined)
    throw new NotRecorded(`Only ${short.cells.length} periods end at that time.`, `${count} periods or more.`);
  const starts = parts.map((_, p) => parts.slice(0, p).reduce((sum, part) => sum + part.cells.length, 0));
  const happens = (values: ArrayLike<number>, p: number): boolean =>
    longestRun(values, starts[p]!, parts[p]!, event) >= count;
  return {
    title: `probability of ${quantityText(event.quantity)} ${event.comparison} ${event.threshold}`,
    areaCode: codes.length === 1 ? codes[0]! : plan.geography.countryCode,
    status: weakestStatus('estimated', ...parts.map((part) => statusOf(part.series, plan))),
    statistic: 'probability',
    cells: parts.flatMap((part) => part.cells),
    ofDraw: (values) => {
      const met = parts.map((_, p) => happens(values, p));
      return (inAll ? met.every(Boolean) : met.some(Boolean)) ? 1 : 0;
    },
  };
}

/** Most periods one after the other in which the comparison holds. */
function longestRun(
  values: ArrayLike<number>,
  start: number,
  part: QuantityCells,
  { comparison, threshold }: Pick<ConditionEvent, 'comparison' | 'threshold'>,
): number {
  let longest = 0;
  let running = 0;
  for (let k = 0; k < part.cells.length; k++) {
    const value = values[start + k]!;
    const holds = isMet(value, comparison, threshold);
    running = holds ? running + 1 : 0;
    longest = Math.max(longest, running);
  }
  return longest;
}

/** A number over draws, its Monte Carlo standard error as `outcomes.csv` would give it, and whether any draw differs. */
export interface Estimate {
  readonly value: number;
  readonly mcError: number;
  readonly varies: boolean;
}

/** Works out the number of a target from its values, one a draw in the order of the draws. */
export function estimateOf(target: Pick<ConditionTarget, 'statistic'>, values: Float32Array): Estimate {
  const probability = target.statistic === 'probability';
  const name = probability ? 'prob_ge_1' : target.statistic;
  const all = summarise(values, probability ? [1] : []);
  const { value, mcError } = all.find((s) => s.statistic === name)!;
  return { value, mcError, varies: all.find((s) => s.statistic === 'sd')!.value > 0 };
}

/** Whether a value meets the comparison of a condition. */
export function isMet(value: number, comparison: ConditionEvent['comparison'], threshold: number): boolean {
  return comparison === '>='
    ? value >= threshold
    : comparison === '>'
      ? value > threshold
      : comparison === '<='
        ? value <= threshold
        : value < threshold;
}
