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
  /** Whether the order by score and one of the others are more than three places apart. */
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
    const apart = Math.max(Math.abs(byScore - byExpectedLoss), Math.abs(byScore - byShortfall)) > MOST_PLACES_APART;
    return { score, among: alike.length, byScore, byExpectedLoss, byShortfall, apart };
  });
}

/** A warning in words for each risk that the score puts elsewhere than its harm does. */
export function rankWarnings(ranks: readonly Ranks[]): string[] {
  return ranks
    .filter(({ apart }) => apart)
    .map(
      ({ score, among, byScore, byExpectedLoss, byShortfall }) =>
        `${score.event.title}: place ${byScore} by score, ${byExpectedLoss} by expected loss and ${byShortfall} by its worst tenth, of ${among} risks counted in ${score.lossUnit}. Do not rank by score alone.`,
    );
}
