import type { ShareInterval } from '../../measures/share-interval.ts';
import type { StudyDesk } from '../study.ts';
import { askMargins } from './ask.ts';
import type { Case, Open } from './ask.ts';
import { leastSchedule } from './least-schedule.ts';
import type { Openings } from './openings.ts';
import { searchLeast } from './search.ts';
import type { SearchResult } from './search.ts';
import { verify } from './verify.ts';
import type { ExtraCost, Verified } from './verify.ts';

/** The least answer for one tolerance. */
export interface FrontierPoint {
  /** Largest share of draws that may breach, as asked. */
  readonly tolerance: number;
  /** All that is open in the end, in the unit of the lever. */
  readonly total: number;
  /** Chance of a breach on fresh draws in the area where it is largest. */
  readonly reached: ShareInterval;
  readonly area: string;
  /** Over the whole run, for the country. */
  readonly cost: ExtraCost;
  /** Another answer costs no more capital and is breached no more often, or this one is the same as that of a stricter tolerance. */
  readonly dominated: boolean;
}

/** No first look: the search begins near its end. */
const ROUNDS = [0, 4] as const;
/** Draws of these searches, as a share of those of the answer: a frontier is a picture, and each point is checked anyway. */
const SHARE_OF_DRAWS = 0.5;

interface FrontierTask {
  readonly searching: StudyDesk;
  readonly checking: StudyDesk;
  readonly own: Case;
  readonly openings: Openings;
  readonly units: readonly (readonly number[])[];
  readonly result: SearchResult;
  readonly verified: Verified;
  readonly wanted: readonly number[];
  readonly draws: number;
  readonly signal: AbortSignal | undefined;
}

/**
 * Least answers for several tolerances, from the smallest risk to the largest. Each begins at the answer for the tolerance
 * that was solved for, goes along straight lines, is mended by a short search, and is checked on the fresh draws of that
 * answer, so that costs are compared on the same luck.
 */
export async function frontierOf(task: FrontierTask): Promise<FrontierPoint[]> {
  const { searching, checking, own, openings, units, result, verified, wanted, draws, signal } = task;
  const { countryCode } = countryOf(verified);
  const others = wanted.filter((most) => most !== own.tolerance.most);
  const some = Math.min(draws, Math.max(40, 2 * Math.round((SHARE_OF_DRAWS * draws) / 2)));
  const opens: Open[] = [];
  for (const most of others) {
    const guess = least(units, result.open, result, most, openings);
    const found = await searchLeast({
      units,
      segments: openings.segmentEnds.length,
      most,
      bounds: openings.bounds,
      slope: openings.slope,
      slopes: result.slopes,
      start: guess,
      draws: [some, some],
      rounds: ROUNDS,
      evaluate: (open, n) => askMargins(searching, own, openings, open, n, signal),
    });
    opens.push(found.open);
  }
  // Costs are compared on one block of draws, and each answer is simulated once. The answer itself may be there already.
  const known = new Map(verified.block === 0 ? [[keyOf(verified.open), verified]] : []);
  const all = new Map([...opens, result.open].map((open) => [keyOf(open), open]));
  const fresh = [...all].filter(([key]) => !known.has(key)).map(([, open]) => open);
  const checked = fresh.length === 0 ? [] : await verify(checking, own, openings, fresh, draws, 0, signal);
  for (const v of checked) known.set(keyOf(v.open), v);
  const asked = [
    ...others.map((most, k) => ({ most, open: opens[k]! })),
    { most: own.tolerance.most, open: result.open },
  ];
  const points = asked
    .filter(({ most }) => wanted.includes(most))
    .map(({ most, open }) => pointOf(known.get(keyOf(open))!, most, own, countryCode))
    .sort((a, b) => a.tolerance - b.tolerance);
  return markDominated(points);
}

const keyOf = (open: Open): string => JSON.stringify(open);

function countryOf(verified: Verified): { countryCode: string } {
  return { countryCode: [...verified.wholeCosts.keys()].at(-1)! };
}

function least(
  units: FrontierTask['units'],
  now: Open,
  { margins, slopes }: Pick<SearchResult, 'margins' | 'slopes'>,
  most: number,
  openings: Openings,
): number[][] {
  return units.map((areas, u) => {
    const responses = areas.map((a) => ({ margins: margins[a]!, slopes: slopes[a]! }));
    return leastSchedule(now[u]!, responses, most).map((n, j) => Math.min(n, openings.bounds[u]![j]!));
  });
}

function pointOf(v: Verified, tolerance: number, own: Case, countryCode: string): FrontierPoint {
  const worst = v.reached.reduce((w, s, a) => (s.share > v.reached[w]!.share ? a : w), 0);
  return {
    tolerance,
    total: v.open.reduce((sum, open) => sum + open.at(-1)!, 0),
    reached: v.reached[worst]!,
    area: own.tolerance.areas[worst]!,
    cost: v.wholeCosts.get(countryCode)!,
    dominated: false,
  };
}

/**
 * Cost is capital: the money that must be found first. All other cost rests on the weakest prices of the data, and a saving
 * there would let any amount look cheap.
 *
 * Marks the answers that another one beats: it costs no more, is breached no more often, and is better in one of the two; and
 * those that are the same as the answer of a stricter tolerance, which comes before them.
 */
export function markDominated(points: readonly FrontierPoint[]): FrontierPoint[] {
  const cost = (p: FrontierPoint): number => p.cost.capital.mean;
  return points.map((p, k) => ({
    ...p,
    dominated: points.some(
      (o, i) =>
        cost(o) <= cost(p) &&
        o.reached.share <= p.reached.share &&
        (cost(o) < cost(p) || o.reached.share < p.reached.share || i < k),
    ),
  }));
}
