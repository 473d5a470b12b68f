import { uniformOf } from '../../../random/keys.ts';
import {
  ALONE,
  FOSTER,
  OUTSIDE,
  OUTSIDE_AUTHORITY,
  OUTSIDE_PRIVATE,
  OUTSIDE_VOLUNTARY,
  RESIDENTIAL,
  SEEK_MOVE,
  SEEK_STEP_DOWN,
} from '../../constants.ts';
import { TABLED } from '../../vacancies.ts';
import type { State } from '../../state.ts';
import { inForce } from '../policy.ts';
import { OUT_OF_COUNTRY, approved, countShadow } from './approval.ts';
import { settleOne } from './settle.ts';
import { classOf, spellLuck } from './spell-luck.ts';

const OUTSIDE_HASH = 0x0075e5;
const OUTSIDE_PROVIDER_HASH = 0x0b7e1d;

/**
 * Places outside the country, beyond those in use at the start: one pool, of which a share is offered as authorities offer
 * theirs. Private and voluntary providers need approval, each from its own date; an authority of the other country never.
 */
export function tryOutside(state: State, c: number, type: number): boolean {
  const { children, parameters } = state;
  if (type !== FOSTER && type !== RESIDENTIAL) return false;
  if (children.seek[c] === SEEK_MOVE || children.seek[c] === SEEK_STEP_DOWN) return false;
  const places = Math.floor(parameters.outsideCapacity) - state.outsideExtra;
  const left = state.placesSought === 1 ? places : Math.floor(places / state.placesSought);
  if (left <= 0) return false;
  const n = left > TABLED ? TABLED : left;
  const chance = state.offeredChance[classOf(state, c, type) * (TABLED + 1) + n]!;
  if (spellLuck(state, c, OUTSIDE_HASH + type) >= chance) return false;
  const provider = outsideProvider(state, c);
  if (provider !== OUTSIDE_AUTHORITY) {
    const { approvalNeededOutsidePrivate, approvalNeededOutsideVoluntary } = state.policy;
    const rule = provider === OUTSIDE_PRIVATE ? approvalNeededOutsidePrivate : approvalNeededOutsideVoluntary;
    if (inForce(rule, state, type) && !approved(state, c, type, OUT_OF_COUNTRY)) return false;
  }
  for (let one = c; one >= 0;) {
    const next = children.groupNext[one]!;
    if (provider !== OUTSIDE_AUTHORITY) countShadow(state, one, type, OUT_OF_COUNTRY);
    settleOne(state, one, type, -1, OUTSIDE);
    children.outsideExtra[one] = provider;
    state.outsideExtra += children.uses[one]!;
    one = next === c ? ALONE : next;
  }
  return true;
}

/** Who offers a child the place outside the country that it found, kept for its whole spell of search. */
function outsideProvider(state: State, c: number): number {
  const { outsidePrivate, outsideVoluntary } = state.parameters;
  const u = uniformOf(spellLuck(state, c, OUTSIDE_PROVIDER_HASH));
  if (u < outsidePrivate) return OUTSIDE_PRIVATE;
  return u < outsidePrivate + outsideVoluntary ? OUTSIDE_VOLUNTARY : OUTSIDE_AUTHORITY;
}
