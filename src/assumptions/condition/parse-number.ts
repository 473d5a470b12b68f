import { ConditionRefusal } from './condition-problem.ts';
import { shiftPoint } from './condition-tokens.ts';
import type { TokenReader } from './condition-tokens.ts';

const UNIT_WORD = /^[a-z]+(-[a-z0-9-]+)?$/i;
const NEVER_UNITS = new Set(['for', 'in', 'on', 'by', 'from', 'to', 'within', 'and']);

/**
 * Reads a number with its unit or its per cent sign.
 *
 * @param unit unit of the measure; `probability` (0 to 1 or per cent), `points` (per cent points or 0 to 1) or `within`
 * (per cent of the number itself, or in any unit) for what is no measure; undefined when the unit is not known
 */
export function parseNumberAndUnit(
  reader: TokenReader,
  unit: string | undefined,
  what: string,
): { readonly value: number; readonly perCent: boolean } {
  const token = reader.peek();
  const value = reader.number(what);
  const digits = token.text.replaceAll(',', '');
  const hundredth = Number.isFinite(Number(digits)) ? Number(shiftPoint(digits, -2)) : value / 100;
  const refuse = (at: typeof token, problem: string, allowed: string, mend: string): never => {
    throw new ConditionRefusal(at, problem, allowed, mend);
  };
  const sign = reader.peek();
  const isShare = unit === 'share' || unit === 'probability' || unit === 'points';
  if (sign.text === '%') {
    reader.take();
    if (unit === 'points')
      refuse(
        sign,
        'Per cent of a probability is not clear.',
        'points.',
        `Write ${value} points for ${value} in a hundred.`,
      );
    if (unit !== undefined && unit !== 'within' && !isShare)
      refuse(
        sign,
        `This measure is counted in ${unit} and not in per cent.`,
        `A number of ${unit}.`,
        'Take the sign out.',
      );
    positive(unit === 'within');
    return { value: inUnitRange(hundredth), perCent: true };
  }
  if (unit === 'points' && reader.takeIf('points', 'point') !== undefined) {
    positive(true);
    return { value: inUnitRange(hundredth), perCent: false };
  }
  if (UNIT_WORD.test(sign.text) && !NEVER_UNITS.has(sign.text.toLowerCase()) && unit !== undefined && !isShare) {
    reader.take();
    if (unit !== 'within' && sign.text.toLowerCase() !== unit && !(unit === 'children' && sign.text === 'places'))
      refuse(sign, `This measure is counted in ${unit}.`, `${unit}, or no word.`, 'Take the word out.');
  }
  positive(unit === 'within' || unit === 'points');
  return { value: isShare ? inUnitRange(value) : value, perCent: false };

  function inUnitRange(share: number): number {
    if (unit === 'within' || (share >= 0 && share <= 1)) return share;
    return refuse(token, 'This is not a share.', '0 to 1, or 0 % to 100 %.', 'Write 10 % for one in ten.');
  }
  function positive(asked: boolean): void {
    if (asked && !(value > 0))
      refuse(token, 'This must be more than 0.', 'A number above 0.', 'Write for example: within 1 %.');
  }
}
