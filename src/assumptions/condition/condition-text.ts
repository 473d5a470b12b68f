import { financialYearName } from '../../domain/calendar.ts';
import { NEED_CLASSES, SECTORS, SERVICE_TYPES } from '../../domain/vocabulary.ts';
import { shiftPoint } from './condition-tokens.ts';
import { CONDITION_DIMENSIONS } from './condition.ts';
import type { AreaScope, Condition, ConditionEvent, Estimand, Quantity, TimeScope } from './condition.ts';

/**
 * A condition as text that `parseCondition` reads back to the same condition.
 *
 * @example
 * conditionText(orThrow(parseCondition('places_usable residential compliant within 1 %', allSeries())));
 * // 'mean of places_compliant residential within 1 %'
 */
export function conditionText(condition: Condition): string {
  if (condition.kind === 'event') return eventText(condition);
  const { of, area, time } = condition;
  const probability = of.kind === 'probability';
  let judged: string;
  if (condition.kind === 'bound')
    judged = `${condition.comparison} ${probability ? `${perCent(condition.limit)} %` : String(condition.limit)}`;
  else if (condition.scale === 'relative') judged = `within ${perCent(condition.within)} %`;
  else judged = probability ? `within ${perCent(condition.within)} points` : `within ${condition.within}`;
  return words(estimandText(of), judged, areaText(area), timeText(time));
}

function estimandText(of: Estimand): string {
  return of.kind === 'probability' ? `P(${eventText(of.event)})` : `${of.statistic} of ${quantityText(of.quantity)}`;
}

function eventText({ quantity, comparison, threshold, running, area, time }: ConditionEvent): string {
  const held = running === undefined ? '' : `for ${running.count} ${running.period}${running.count === 1 ? '' : 's'}`;
  return words(quantityText(quantity), comparison, String(threshold), held, areaText(area), timeText(time));
}

/** Values that tell their dimension. */
const CLEAR_WORDS: ReadonlySet<string> = new Set(
  [...SERVICE_TYPES, ...SECTORS, ...NEED_CLASSES].filter((word) => word !== 'other'),
);

/** A figure: its measure and what splits it. */
export function quantityText(quantity: Quantity): string {
  const splits = CONDITION_DIMENSIONS.filter((d) => quantity[d] !== 'all').map((d) =>
    CLEAR_WORDS.has(quantity[d]) ? quantity[d] : `${d}=${quantity[d]}`,
  );
  return words(quantity.measure, ...splits);
}

function areaText(area: AreaScope | undefined): string {
  if (area === undefined) return '';
  if (area.kind === 'country') return 'in the country';
  return area.kind === 'area' ? `in ${area.code}` : `in ${area.kind} ${area.level}`;
}

function timeText(time: TimeScope | undefined): string {
  if (time === undefined) return '';
  if (time.kind === 'year') return `in ${financialYearName(time.ending)}`;
  if (time.kind === 'from') return words('from', time.from, time.to === undefined ? '' : `to ${time.to}`);
  return `${time.kind} ${time.date}`;
}

/** A share in per cent, so written that it reads back as the same share. */
function perCent(share: number): string {
  const text = shiftPoint(String(share), 2);
  const short = String(Number(text));
  return Number(shiftPoint(short, -2)) === share ? short : text;
}

const words = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ');
