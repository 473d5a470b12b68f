import { lastDay } from '../domain/calendar.ts';
import { SECTORS, SERVICE_TYPES } from '../domain/vocabulary.ts';
import type { Sector, ServiceType } from '../domain/vocabulary.ts';
import { CLOSED } from '../simulation/constants.ts';
import { runDraw } from '../simulation/draw.ts';
import type { Plan } from '../simulation/plan/plan.ts';
import { createState } from '../simulation/create-state.ts';
import type { State } from '../simulation/state.ts';
import type { Leaving, OwnerLife } from './life-of-owners.ts';

/** Sizes of owners by services open at the start. */
const SIZES = [
  { least: 10, name: '10 services or more' },
  { least: 4, name: '4 to 9 services' },
  { least: 2, name: '2 or 3 services' },
  { least: 1, name: '1 service' },
] as const;

/**
 * What becomes, in one draw, of the owners of a sector that are there at the start: by size, or the largest one by one. Places
 * that they open later count with them; what they lose is told by how: closed, converted (another sector) or sold (another owner).
 *
 * @param owners how many of the largest to follow one by one; by size unless told
 * @example
 * drawnLives(plan, { seed: 1, draw: 0, serviceType: 'residential', sector: 'for-profit' });
 */
export function drawnLives(
  plan: Plan,
  wanted: {
    readonly seed: number;
    readonly draw: number;
    readonly serviceType: ServiceType;
    readonly sector: Sector;
    readonly owners?: number;
  },
): OwnerLife[] {
  const type = SERVICE_TYPES.indexOf(wanted.serviceType);
  const sector = SECTORS.indexOf(wanted.sector);
  const places = new Map<number, number>();
  const homes = new Map<number, number>();
  plan.services.owner.forEach((owner, s) => {
    if (plan.services.type[s] !== type || plan.services.sector[s] !== sector || plan.services.serves[s] === 0) return;
    places.set(owner, (places.get(owner) ?? 0) + plan.services.places[s]!);
    homes.set(owner, (homes.get(owner) ?? 0) + 1);
  });
  const groups = groupsOf(plan, places, homes, wanted.owners);
  const groupOf = new Map(groups.flatMap(({ owners }, g) => owners.map((owner) => [owner, g] as const)));
  const lives = groups.map(({ name }) => ({
    name,
    sector: wanted.sector,
    months: [] as Month[],
    leavings: [] as Left[],
  }));
  // Where each service stood at the end of the month before: its group (-1: none) and places.
  let before: { group: number; places: number }[] = [];
  const look = ({ services }: State, month: number): void => {
    const date = lastDay(month);
    const sums = lives.map(() => 0);
    const now: typeof before = [];
    for (let s = 0; s < services.count; s++) {
      const open = services.status[s] !== CLOSED && services.serves[s] === 1 && services.type[s] === type;
      const ours = open && services.sector[s] === sector ? (groupOf.get(services.owner[s]!) ?? -1) : -1;
      now.push({ group: ours, places: ours < 0 ? 0 : services.registered[s]! });
      if (ours >= 0) sums[ours]! += services.registered[s]!;
      const last = before[s];
      if (last === undefined || last.group < 0 || last.group === ours) continue;
      const kind: Leaving = !open ? 'closed' : services.sector[s] !== sector ? 'converted' : 'sold';
      addLeft(lives[last.group]!.leavings, date, kind, last.places);
    }
    before = now;
    lives.forEach(({ months }, g) => months.push({ date, places: sums[g]! }));
  };
  const state = createState(plan);
  runDraw(state, wanted.seed, wanted.draw, {
    begin: (s) => look(s, plan.startMonth - 1),
    endMonth: (s) => look(s, plan.startMonth + s.month),
  });
  return lives;
}

type Month = OwnerLife['months'][number];
type Left = OwnerLife['leavings'][number];

function addLeft(leavings: Left[], date: string, kind: Leaving, places: number): void {
  const i = leavings.findIndex((l) => l.date === date && l.kind === kind);
  if (i < 0) leavings.push({ date, kind, places });
  else leavings[i] = { date, kind, places: leavings[i]!.places + places };
}

function groupsOf(
  plan: Plan,
  places: ReadonlyMap<number, number>,
  homes: ReadonlyMap<number, number>,
  owners: number | undefined,
): { name: string; owners: number[] }[] {
  const all = [...places.keys()].sort((a, b) => places.get(b)! - places.get(a)! || a - b);
  if (owners !== undefined)
    return all.slice(0, owners).map((owner) => ({ name: plan.owners.ids[owner]!, owners: [owner] }));
  return SIZES.map(({ least, name }, i) => {
    const most = i === 0 ? Infinity : SIZES[i - 1]!.least - 1;
    return { name, owners: all.filter((o) => homes.get(o)! >= least && homes.get(o)! <= most) };
  })
    .filter((group) => group.owners.length > 0)
    .map((group) => ({
      ...group,
      name: `${group.name} (${group.owners.length} ${group.owners.length === 1 ? 'owner' : 'owners'})`,
    }));
}
