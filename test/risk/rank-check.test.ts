import { describe, expect, it } from 'vitest';
import { rankCheck, rankWarnings, scorePlacesText } from '../../src/risk/score/rank-check.ts';
import type { RiskScore } from '../../src/risk/score/risk-score.ts';

const risk = (score: number, expected: number, lossUnit = 'nights'): RiskScore =>
  ({ rating: { score }, loss: { expected, shortfall: expected }, lossUnit }) as unknown as RiskScore;

describe('the rank check', () => {
  it('leaves risks of one score in no order, and warns where harm lies more than three places beyond', () => {
    // Five risks of score 25 share the places 1 to 5. The sixth has the most harm of all: place 6 by score, 1 by loss.
    const ranks = rankCheck([...[50, 40, 30, 20, 10].map((loss) => risk(25, loss)), risk(9, 99)]);
    expect(ranks.map(scorePlacesText)).toEqual([...Array<string>(5).fill('1 to 5'), '6']);
    expect(ranks.map(({ byExpectedLoss }) => byExpectedLoss)).toEqual([2, 3, 4, 5, 6, 1]);
    expect(ranks.map(({ apart }) => apart)).toEqual([false, false, false, false, false, true]);
    expect(rankWarnings(ranks)).toEqual([expect.stringContaining('1 of 6 risks')]);
  });

  it('warns at four places and not at three', () => {
    const scores = [25, 20, 16, 15, 12].map((score, i) => risk(score, 10 - i));
    const moved = (loss: number): boolean => rankCheck([risk(25, loss), ...scores.slice(1)])[0]!.apart;
    expect([moved(6.5), moved(5.5)]).toEqual([false, true]);
  });

  it('never puts harm of different units in one order', () => {
    const ranks = rankCheck([risk(25, 1), risk(4, 1e9, 'pounds')]);
    expect(ranks.map(({ among, byExpectedLoss }) => [among, byExpectedLoss])).toEqual([
      [1, 1],
      [1, 1],
    ]);
  });
});
