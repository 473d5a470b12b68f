import type { RegisteredFor, ServiceType } from '../../../domain/vocabulary.ts';

/** What a row of the register of Care Inspectorate Wales is to this model. */
export type ServiceKind =
  | { readonly service_type: ServiceType; readonly registered_for: RegisteredFor }
  /** Children live there, and adults may too, or the register does not tell whom it is for. */
  | { readonly ask: string }
  /** No service that holds places for children looked after. */
  | 'other';

const CHILD = /child|plant\b|blant\b/i;
const ADULT = /adult|oedolion/i;
const HOME = /care home|residential|cartref/i;
const NOT_A_PLACEMENT =
  /day ?care|minder|nann(y|ies)|cr[eè]che|playgroup|boarding|adoption|adult placement|domiciliary|advocacy|family centre|mabwysiadu|gofal dydd/i;

/**
 * What kind of service a row is, by the words of its type, its sub-type and whom it is for. Told by the word child, never by a whole
 * string, for the names of kinds change. Fostering and secure accommodation are told by their type. `None` stands for nothing.
 *
 * @example
 * serviceKind('Care Home Service', 'Childrens Home', ''); // residential, general
 */
export function serviceKind(type: string, subType: string, provisionFor: string): ServiceKind {
  const [kind, sub, whom] = [type, subType, provisionFor].map((text) => (/^none$/i.test(text) ? '' : text)) as [string, string, string];
  if (/foster|maethu/i.test(kind)) return { service_type: 'foster', registered_for: 'general' };
  if (/secure|diogel/i.test(kind)) return { service_type: 'secure', registered_for: 'general' };
  if (NOT_A_PLACEMENT.test(kind) || !HOME.test(kind)) return 'other';
  const words = `${kind} ${sub}`;
  if (CHILD.test(words))
    return ADULT.test(sub)
      ? { ask: 'the home takes adults and children, and only a home wholly or mainly for children counts' }
      : { service_type: 'residential', registered_for: registeredFor(`${sub} ${whom}`) };
  if (sub === '' && CHILD.test(whom))
    return ADULT.test(whom)
      ? { ask: 'the sub-type is not given, and the home takes adults and children' }
      : { service_type: 'residential', registered_for: registeredFor(whom) };
  return 'other';
}

/** What a home is registered for, by words of the register: general unless they say otherwise. */
export function registeredFor(words: string): RegisteredFor {
  if (/short.?break|respite|seibiant/i.test(words)) return 'short-break';
  if (/parent|mother|rhieni/i.test(words)) return 'parent-and-child';
  if (/school|ysgol/i.test(words)) return 'residential-school';
  if (/emergency|crisis|argyfwng/i.test(words)) return 'emergency';
  if (/disab|anabl/i.test(words)) return 'disability';
  return 'general';
}
