import type { IsoDate } from '../../domain/calendar.ts';
import type { RegisterHistoryRow } from '../../domain/tables.ts';
import type { Sector } from '../../domain/vocabulary.ts';
import type { HazardCause, OwnerBand, PlacesBand } from './bands.ts';
import { ownerBand, placesBand } from './bands.ts';
import type { Career, Coverage, Sighting } from './careers.ts';
import type { RegistrationLink } from './link-registrations.ts';

/** One service between two dates on which something is known of it, as it stood at the first of them. */
export interface Spell {
  readonly cause: HazardCause;
  readonly sector: Sector;
  readonly size: PlacesBand;
  readonly owner: OwnerBand;
  readonly from: IsoDate;
  readonly to: IsoDate;
  /** `none` nothing happened; `within` at some time of the spell; `at-end` on its last day. */
  readonly event: 'none' | 'within' | 'at-end';
  /** Whether the spell ends in a snapshot after which the service cannot return, so that its absence may be a slip of the list. */
  readonly mayReturn: boolean;
}

/** A service through all its registrations. */
export interface Life {
  readonly id: string;
  readonly sightings: readonly Sighting[];
  readonly closed: IsoDate | undefined;
}

/** Joins registrations that follow each other. Where both are listed on one day, the newer counts. */
export function livesOf(careers: readonly Career[], links: readonly RegistrationLink[]): Life[] {
  const next = new Map(links.filter((link) => link.followed).map((link) => [link.from, link.to]));
  const followers = new Set(next.values());
  const byId = new Map(careers.map((career) => [career.id, career]));
  return careers
    .filter((career) => !followers.has(career.id))
    .map((first) => {
      const sightings = new Map<IsoDate, Sighting>();
      let last = first;
      const seen = new Set<string>();
      for (let career: Career | undefined = first; career !== undefined && !seen.has(career.id);) {
        seen.add(career.id);
        for (const sighting of career.sightings) sightings.set(sighting.date, sighting);
        last = career;
        career = byId.get(next.get(career.id) ?? '');
      }
      const ordered = [...sightings.values()].sort((a, b) => (a.date < b.date ? -1 : 1));
      return { id: first.id, sightings: ordered, closed: last.closed };
    });
}

/**
 * Whether a service changed its owner between two rows. Where neither names an owner, providers are compared; where one of
 * the two does, nothing is known, for an owner that becomes known is no sale.
 */
function changesOwner(before: RegisterHistoryRow, now: RegisterHistoryRow): boolean | undefined {
  const isBlank = before.owner_id === undefined && now.owner_id === undefined;
  const [from, to] = isBlank ? [before.provider_id, now.provider_id] : [before.owner_id, now.owner_id];
  return from === undefined || to === undefined ? undefined : from !== to;
}

/** Whether a service went from a for-profit body to a council or a not-for-profit body. */
function isConversion(from: RegisterHistoryRow, to: RegisterHistoryRow): boolean {
  return from.sector === 'for-profit' && (to.sector === 'local-authority' || to.sector === 'not-for-profit');
}

/**
 * What happened to a service between the dates on which something is known of it. It is at risk from the day on which it
 * was first seen: those that opened and closed between two snapshots were never seen, so time before that day would count
 * survivors alone.
 */
export function spellsOf(life: Life, coverage: Coverage): Spell[] {
  const spells: Spell[] = [];
  const { sightings } = life;
  const lastDate = coverage.dates.at(-1)!;
  const add = (cause: HazardCause, at: Sighting, to: IsoDate, event: Spell['event'], mayReturn = false): void => {
    const { row } = at;
    if (to <= at.date) return;
    spells.push({
      cause,
      sector: row.sector,
      size: placesBand(row.places ?? 0),
      owner: ownerBand(at.ownerServices),
      from: at.date,
      to,
      event,
      mayReturn,
    });
  };
  for (let i = 1; i < sightings.length; i++) {
    const [before, now] = [sightings[i - 1]!, sightings[i]!];
    add('close', before, now.date, 'none');
    const converts = isConversion(before.row, now.row);
    if (before.row.sector === 'for-profit') add('convert', before, now.date, converts ? 'within' : 'none');
    const sold = changesOwner(before.row, now.row);
    if (converts || sold === undefined) continue;
    add('transfer', before, now.date, sold ? 'within' : 'none');
  }
  const last = sightings.at(-1)!;
  const missed = coverage.nextComplete(last.row.area_code, last.date);
  const known =
    life.closed !== undefined && life.closed > last.date && life.closed <= lastDate ? life.closed : undefined;
  if (known !== undefined && (missed === undefined || known <= missed)) add('close', last, known, 'at-end');
  else if (missed !== undefined)
    add('close', last, missed, 'within', coverage.nextComplete(last.row.area_code, missed) === undefined);
  return spells;
}
