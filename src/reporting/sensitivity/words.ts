import { CHANCE, NOTHING, STRENGTH } from '../../experiments/sensitivity/plan-designs.ts';
import type { RankedEffect } from '../../experiments/sensitivity/classes.ts';
import type { Estimate } from '../../experiments/sensitivity/resamples.ts';
import type { Sensitivity, SharedTarget } from '../../experiments/sensitivity/sensitivity.ts';
import type { Target } from '../../experiments/sensitivity/targets.ts';
import { formatNumber, formatShare } from '../text.ts';
import { shownNumber, shownUnit } from './shown-unit.ts';

/** The headline itself, among what was asked about. */
export function headlineTarget(found: Sensitivity, headline: string): Target {
  const own = found.screening.targets.find((t) => t.target.headline === headline && t.target.scope === 'headline');
  if (own === undefined) throw new Error(`the headline ${headline} was not asked about`);
  return own.target;
}

/** Title of a headline in words. */
export function titleOf(found: Sensitivity, headline: string): string {
  return found.headlines.find((h) => h.id === headline)!.title;
}

/** Which way an effect goes. */
export function directionOf({
  direction,
  seen,
}: RankedEffect): 'raises' | 'lowers' | 'either way' | 'not told from chance' {
  if (direction !== 0) return direction > 0 ? 'raises' : 'lowers';
  return seen ? 'either way' : 'not told from chance';
}

/** Shares of the variance of a headline; undefined where none were asked for. */
export function sharesOf(found: Sensitivity, headline: string): SharedTarget | undefined {
  return found.shares?.targets.find((t) => t.target.headline === headline && t.target.scope === 'headline');
}

/** A share with the interval that its error leaves, cut at 0 and 1: `41% (30% to 52%)`. */
export function shareWithRange({ value, low, high }: Estimate): string {
  const cut = (v: number): string => formatShare(Math.min(1, Math.max(0, v)));
  return `${cut(value)} (${cut(low)} to ${cut(high)})`;
}

/**
 * What weak evidence does to a headline, in a plain sentence; undefined without shares of variance. The share of a strength is what
 * would go if all assumptions of that strength were known.
 */
export function weakEvidenceSentence(found: Sensitivity, headline: string): string | undefined {
  const shares = sharesOf(found, headline);
  if (shares === undefined) return undefined;
  if (shares.indices.length === 0) return `${titleOf(found, headline)}: the figure does not vary.`;
  const first = (id: string): Estimate | undefined => shares.indices.find((i) => i.factor === id)?.first;
  const weak = first(`${STRENGTH}X`);
  const chance = shares.indices.find((i) => i.factor === CHANCE)!.first;
  const count = found.factors.moved.filter((f) => f.strength === 'X').length;
  if (weak === undefined) return undefined;
  const lead = weak.low > 0.5 ? 'What is known least matters most. ' : '';
  return (
    `${lead}The ${formatNumber(count)} assumptions without a source (strength X) carry ${shareWithRange(weak)} of the ` +
    `variance of this figure, and chance alone ${shareWithRange(chance)}.`
  );
}

/** What was drawn, and what a step does that does nothing: how far small effects can be trusted. */
export function floorSentence(found: Sensitivity, headline: string): string {
  const { chance, chanceIsCentred, nothing, effects } = found.screening.rankings.get(headline)!;
  const { unit } = headlineTarget(found, headline);
  const seen = effects.filter((e) => e.seen).length;
  const show = (value: number): string => shownNumber(value, unit);
  const mean = chance.mu!;
  return (
    `A step that changes nothing moves this figure by ${show(nothing.muStar.value)}, as it must. New luck alone moves it by ` +
    `${show(chance.muStar.value)} ${shownUnit(unit).words} on the same scale, with a mean of ${show(mean.value)} ` +
    `(${show(mean.low)} to ${show(mean.high)}), ${chanceIsCentred ? 'no further from 0 than luck takes it in 99 of 100' : 'which is further from 0 than luck takes it in 99 of 100: use more trajectories'}. ` +
    `${formatNumber(seen)} of ${formatNumber(effects.length)} effects are told from chance.`
  );
}

/** Meaning of a factor in words; groups of one kind and the others by their names. */
export function meaningOf(found: Sensitivity, factor: string): string {
  const own = found.factors.moved.find((f) => f.id === factor);
  if (own !== undefined) return own.meaning;
  if (factor === CHANCE) return 'chance alone';
  return factor === NOTHING ? 'nothing' : factor.replace(/^\((.*)\)$/, '$1');
}
