import { uniformOf } from '../../../random/keys.ts';
import { LOCAL_AUTHORITY, NOT_FOR_PROFIT, REGIONAL_POOL, SERVICE_TYPE_COUNT, SPLIT } from '../../constants.ts';
import { PROVIDER_COUNTRIES, REASONS } from '../../counters.ts';
import { drawAreaWords, purposeIndex } from '../../luck.ts';
import { poolOf } from '../../state.ts';
import type { State } from '../../state.ts';
import { classOf } from './spell-luck.ts';

const APPROVAL = purposeIndex('child approval');
const NO_COMPLIANT_VACANCY = 0;
const VACANCY_NOT_MATCHED = 1;
const SPECIALIST_NEED = 2;

export const IN_COUNTRY = 0;

export const OUT_OF_COUNTRY = 1;

/**
 * Whether a child may be placed where approval is needed. The first time it must be applied for, with a reason; the answer
 * comes after the delay; a child whose application is refused searches again and may be applied for again.
 */
export function approved(state: State, c: number, type: number, country: number): boolean {
  const { children, parameters, counters, luck, month } = state;
  if (children.approved[c] === 1) return true;
  // Refused a moment ago: nothing else is applied for before the next month.
  if (children.decision[c] === refusedIn(month)) return false;
  // An application is for one child: brothers and sisters who need one are split, and the reason says so.
  if (children.groupNext[c]! >= 0) return false;
  if (children.decision[c]! < 0) {
    counters.applications[applicationSlot(state, c, type, country)]!++;
    children.applications[c]!++;
    children.decision[c] = month + Math.round(parameters.approvalDelayMonths);
    countShadow(state, c, type, country);
  }
  if (children.decision[c]! > month) return false;
  children.decision[c] = refusedIn(month);
  const ordinal = children.spell[c]! * 256 + children.applications[c]!;
  drawAreaWords(luck, APPROVAL, children.area[c]!, children.identity[c]!, ordinal);
  if (uniformOf(luck.words[0]!) >= parameters.approvalGranted) return false;
  children.approved[c] = 1;
  children.decision[c] = -1;
  counters.approvals[children.area[c]! * SERVICE_TYPE_COUNT + type]!++;
  return true;
}

/** What stands in place of the month of a decision once it was refused in a month: below -1, which is no decision. */
function refusedIn(month: number): number {
  return -2 - month;
}

function reasonOf(state: State, c: number, type: number): number {
  const { children } = state;
  if (classOf(state, c, type) === 2 || children.uses[c]! > 1) return SPECIALIST_NEED;
  if (children.groupNext[c] === SPLIT && children.spell[c] === 1) return SPECIALIST_NEED;
  const areas = state.luck.areas;
  for (let a = 0; a < areas; a++) {
    if (state.poolVacant[poolOf(areas, type, a, NOT_FOR_PROFIT)]! > 0) return VACANCY_NOT_MATCHED;
    if (state.poolVacant[poolOf(areas, type, a, REGIONAL_POOL)]! > 0) return VACANCY_NOT_MATCHED;
  }
  return state.poolVacant[poolOf(areas, type, state.children.area[c]!, LOCAL_AUTHORITY)]! > 0
    ? VACANCY_NOT_MATCHED
    : NO_COMPLIANT_VACANCY;
}

/** Position of a search in counters of applications and of what would be one: by area, type, reason and provider's country. */
function applicationSlot(state: State, c: number, type: number, country: number): number {
  const { area } = state.children;
  return ((area[c]! * SERVICE_TYPE_COUNT + type) * REASONS + reasonOf(state, c, type)) * PROVIDER_COUNTRIES + country;
}

/** Counts, once a spell, that the child turned to a provider for whom approval is or would be needed. */
export function countShadow(state: State, c: number, type: number, country: number): void {
  const { children, counters } = state;
  if (children.shadowCounted[c] === 1) return;
  children.shadowCounted[c] = 1;
  counters.wouldNeedApproval[applicationSlot(state, c, type, country)]!++;
}
