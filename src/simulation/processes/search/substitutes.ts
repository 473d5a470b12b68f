import { ADULT_AGE_MONTHS } from '../../../domain/vocabulary.ts';
import { uniformOf } from '../../../random/keys.ts';
import { FOSTER, INDEPENDENT, RESIDENTIAL } from '../../constants.ts';
import type { State } from '../../state.ts';
import { tryCompliant } from './compliant.ts';
import { settleIn } from './settle.ts';
import { spellLuck } from './spell-luck.ts';

const SUBSTITUTE_HASH = 0x5b5717;
const STAND_IN_HASH = 0x57a4d1;

/** Age from which supported accommodation may stand in, in months. */
const STAND_IN_AGE_MONTHS = ADULT_AGE_MONTHS - 24;

/** Another type of placement that may meet a part of the need, counted as a mismatch. */
export function trySubstitutes(state: State, c: number, type: number): boolean {
  const { children, parameters, counters, month } = state;
  const area = children.area[c]!;
  if (
    type === RESIDENTIAL &&
    month - children.birth[c]! >= STAND_IN_AGE_MONTHS &&
    uniformOf(spellLuck(state, c, STAND_IN_HASH)) < parameters.standIn16Plus
  ) {
    if (!state.independentLimited) {
      settleIn(state, c, INDEPENDENT, -1, area);
      counters.stoodIn[area]!++;
      return true;
    }
    if (tryCompliant(state, c, INDEPENDENT)) {
      counters.stoodIn[area]!++;
      return true;
    }
  }
  if ((type !== RESIDENTIAL && type !== FOSTER) || state.placesSought > 1) return false;
  if (uniformOf(spellLuck(state, c, SUBSTITUTE_HASH)) >= parameters.substitution) return false;
  if (!tryCompliant(state, c, type === RESIDENTIAL ? FOSTER : RESIDENTIAL)) return false;
  counters.mismatched[area]!++;
  return true;
}
