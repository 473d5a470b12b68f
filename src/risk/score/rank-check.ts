import type { RiskScore } from './risk-score.ts';

/** Places by which two orders may differ before it is said. */
export const MOST_PLACES_APART = 3;

/** Where a risk stands among those whose loss is counted in the same unit; 1 is the worst, ties have the mean place. */
export interface Ranks {
  readonly score: RiskScore;
  /** How many there are in that unit. */
  readonly among: number;
  readonly byScore: number;
  readonly byExpectedLoss: number;
  readonly byShortfall: number;
  /** First and last place that the score leaves open: a score has few values, and risks with the same one are in no order. */
  readonly scorePlaces: readonly [number, number];
  /** Whether one of the other places lies more than three beyond those that the score leaves open. */
  readonly apart: boolean;
}

/**
 * Puts risks in order by score, by expected loss and by the worst tenth. Losses in different units are never put in one
 * order: harm to children has no price. Issues and risks without a score are left out.
 */
export function rankCheck(scores: readonly RiskScore[]): Ranks[] {
  const rated = scores.filter(({ rating }) => rating !== undefined);
  return rated.map((score) => {
    const alike = rated.filter(({ lossUnit }) => lossUnit === score.lossUnit);
    const place = (of: (s: RiskScore) => number): number => {
      const own = of(score);
      const before = alike.filter((s) => of(s) > own).length;
      return 1 + before + (alike.filter((s) => of(s) === own).length - 1) / 2;
    };
    const byScore = place(({ rating }) => rating!.score ?? rating!.order);
    const byExpectedLoss = place(({ loss }) => loss.expected);
    const byShortfall = place(({ loss }) => loss.shortfall);
    const points = ({ rating }: RiskScore): number => rating!.score ?? rating!.order;
    const before = alike.filter((s) => points(s) > points(score)).length;
    const scorePlaces = [1 + before, alike.filter((s) => points(s) >= points(score)).length] as const;
    const beyond = (at: number): number => Math.max(scorePlaces[0] - at, at - scorePlaces[1]);
    const apart = Math.max(beyond(byExpectedLoss), beyond(byShortfall)) > MOST_PLACES_APART;
    return { score, among: alike.length, byScore, scorePlaces, byExpectedLoss, byShortfall, apart };
  });
}

/** One warning for all risks that the score puts elsewhere than their harm does; the page has their places in a table. */
export function rankWarnings(ranks: readonly Ranks[]): string[] {
  const apart = ranks.filter((rank) => rank.apart).length;
  return apart === 0
    ? []
    : [
        `${apart} of ${ranks.length} risks stand more than ${MOST_PLACES_APART} places apart by score and by harm. The table of places has them. Do not rank by score alone.`,
      ];
}

/** Places by score in words: `4`, or `1 to 5` where several risks have the same score. */
export const scorePlacesText = ({ scorePlaces: [first, last] }: Ranks): string =>
  first === last ? String(first) : `${first} to ${last}`;
