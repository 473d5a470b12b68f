import type { Career, Coverage } from './careers.ts';
import { dayNumber } from './day-number.ts';

/** Two registration numbers that are one service at one place. */
export interface RegistrationLink {
  readonly from: string;
  readonly to: string;
  readonly rule: LinkRule;
  /** How sure the rule is that the second follows the first, 0 to 1: a judgement, not an estimate. */
  readonly confidence: number;
  /** Whether the two are followed as one: a rule under the least confidence is listed and not followed. */
  readonly followed: boolean;
}

export const LINK_RULES = {
  'previous-service-id': { confidence: 1, meaning: 'the new registration names the old one' },
  'site-id': {
    confidence: 0.95,
    meaning: 'the same site_id, begun between the last sight of the old one and a year after it is missed',
  },
  'name-area-places': {
    confidence: 0.9,
    meaning:
      'the same name, area and places, begun after the last sight of the old one and within a year of when it is missed',
  },
  'name-area': {
    confidence: 0.8,
    meaning:
      'the same name and area, other places, begun after the last sight of the old one and within a year of when it is missed',
  },
  'owner-area-places': {
    confidence: 0.4,
    meaning: 'the same owner, area and places under another name, begun in the interval in which the old one went',
  },
} as const;
export type LinkRule = keyof typeof LINK_RULES;

/** Links that are less sure than this are listed and not followed. */
export const LEAST_CONFIDENCE = 0.75;
/** Days after the old registration is missed in which a new one of the same site or name may begin. */
const LATEST_DAYS = 366;

/** The name of a service without case, punctuation and the words that registers add. */
export function plainName(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/\b(limited|ltd|plc|cic|cyf|the|children s home|childrens home)\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * Tells a registration that follows another at the same place from a closure and an opening. The surest rule counts; one
 * registration follows at most one other. A name counts only where no two services of the area have it on one day.
 */
export function linkRegistrations(careers: readonly Career[], coverage: Coverage): RegistrationLink[] {
  const links: RegistrationLink[] = [];
  const followed = new Set<string>();
  const follower = new Set<string>();
  const add = (from: Career, to: Career, rule: LinkRule): void => {
    const { confidence } = LINK_RULES[rule];
    links.push({ from: from.id, to: to.id, rule, confidence, followed: confidence >= LEAST_CONFIDENCE });
    followed.add(from.id);
    follower.add(to.id);
  };
  const isFree = (from: Career, to: Career): boolean =>
    from.id !== to.id && !followed.has(from.id) && !follower.has(to.id);
  const byId = new Map(careers.map((career) => [career.id, career]));
  for (const to of careers) {
    const before = to.sightings.find((s) => s.row.previous_service_id !== undefined)?.row.previous_service_id;
    const from = before === undefined ? undefined : byId.get(before);
    if (from !== undefined && isFree(from, to) && from.sightings[0]!.date < to.sightings[0]!.date)
      add(from, to, 'previous-service-id');
  }
  const missed = new Map<Career, string>();
  for (const career of careers) {
    const { date, row } = career.sightings.at(-1)!;
    const gone = coverage.nextComplete(row.area_code, date);
    if (gone !== undefined) missed.set(career, gone);
  }
  const pairUp = (rule: LinkRule, keyOf: (career: Career, isOld: boolean) => string | undefined): void => {
    const begun = new Map<string, Career[]>();
    for (const career of careers) {
      const key = follower.has(career.id) ? undefined : keyOf(career, false);
      if (key !== undefined) begun.set(key, [...(begun.get(key) ?? []), career]);
    }
    const gone = new Map<string, Career[]>();
    for (const career of missed.keys()) {
      const key = followed.has(career.id) ? undefined : keyOf(career, true);
      if (key !== undefined) gone.set(key, [...(gone.get(key) ?? []), career]);
    }
    for (const [key, olds] of gone) {
      olds.sort((a, b) => (a.sightings.at(-1)!.date < b.sightings.at(-1)!.date ? -1 : 1));
      const news = (begun.get(key) ?? []).sort((a, b) => (a.sightings[0]!.date < b.sightings[0]!.date ? -1 : 1));
      for (const old of olds) {
        const fits = news.filter((to) => isFree(old, to) && follows(old, to, rule, missed.get(old)!));
        const first = fits[0];
        if (first === undefined) continue;
        // Several services of one owner cannot be told apart; those of a site or a name follow one after the other.
        const others = olds.filter((o) => isFree(o, first) && follows(o, first, rule, missed.get(o)!)).length - 1;
        if (rule !== 'owner-area-places' || fits.length + others === 1) add(old, first, rule);
      }
    }
  };
  pairUp('site-id', (career, isOld) => career.sightings.at(isOld ? -1 : 0)!.row.site_id);
  const shared = sharedNames(careers);
  const nameKey = (career: Career, isOld: boolean): string | undefined => {
    const { row } = career.sightings.at(isOld ? -1 : 0)!;
    const name = `${row.area_code}|${plainName(row.name)}`;
    return plainName(row.name) === '' || shared.has(name) ? undefined : name;
  };
  pairUp('name-area-places', (career, isOld) => {
    const key = nameKey(career, isOld);
    return key === undefined ? undefined : `${key}|${career.sightings.at(isOld ? -1 : 0)!.row.places ?? ''}`;
  });
  pairUp('name-area', nameKey);
  pairUp('owner-area-places', (career, isOld) => {
    const { row } = career.sightings.at(isOld ? -1 : 0)!;
    return row.owner_id === undefined ? undefined : `${row.owner_id}|${row.area_code}|${row.places ?? ''}`;
  });
  return links.sort((a, b) => (a.from < b.from ? -1 : 1));
}

/** Whether one registration begins when another goes: not before it was last seen, and not long after it is missed. */
function follows(from: Career, to: Career, rule: LinkRule, missed: string): boolean {
  const last = from.sightings.at(-1)!.date;
  const begins = to.sightings[0]!.date;
  const isEarlyEnough =
    rule === 'owner-area-places' ? begins <= missed : dayNumber(begins) - dayNumber(missed) <= LATEST_DAYS;
  // At a site both numbers may be listed on the day on which one follows the other.
  const isLateEnough = rule === 'site-id' ? begins >= last && begins > from.sightings[0]!.date : begins > last;
  return isEarlyEnough && isLateEnough;
}

/** Names, with their areas, that two registrations have on one day: they tell nothing. */
function sharedNames(careers: readonly Career[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const career of careers) {
    for (const { date, row } of career.sightings) {
      const name = `${row.area_code}|${plainName(row.name)}`;
      const onDay = `${date}|${name}`;
      if (seen.has(onDay)) shared.add(name);
      seen.add(onDay);
    }
  }
  return shared;
}
