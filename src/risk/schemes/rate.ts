import type { LikelihoodBand, Scheme } from './scheme.ts';

/** What a scheme makes of a likelihood and an impact. */
export interface Rating {
  readonly likelihood: LikelihoodBand;
  /** 1 for the mildest. */
  readonly impactLevel: number;
  readonly impactLabel: string;
  /** Cell as the scheme names it: `C2` where it has letters, else `3 x 2`. */
  readonly cell: string;
  /** An index, no quantity: scores are not added or averaged. Left out where the scheme has none. */
  readonly score?: number;
  /** Left out where the scheme has no bands. */
  readonly band?: { readonly id: string; readonly label: string; readonly rank: number };
  /** Position among all cells of the scheme, so that two ratings can be put in order: by band, then score, then levels. */
  readonly order: number;
}

/** Whether a probability is over that from which a scheme speaks of an issue. */
export function isIssue(scheme: Scheme, probability: number): boolean {
  return probability > scheme.issue_over;
}

/**
 * Level of likelihood that a probability falls into; the last one for an issue.
 *
 * @param probability over the horizon, 0 to 1
 */
export function likelihoodOf(scheme: Pick<Scheme, 'likelihood'>, probability: number): LikelihoodBand {
  if (!(probability >= 0 && probability <= 1)) throw new RangeError(`${probability} is not a probability`);
  return (
    scheme.likelihood.find(({ to, toIncluded }) => probability < to || (toIncluded && probability === to)) ??
    scheme.likelihood.at(-1)!
  );
}

/**
 * Rates a probability and an impact under a scheme.
 *
 * @param impactLevel 1 to the number of the scheme's impact levels
 * @throws RangeError when the scheme has no such level
 * @example
 * rate(await readScheme('nhs-npsa-2008'), 0.25, 5); // score 20, Extreme
 */
export function rate(scheme: Scheme, probability: number, impactLevel: number): Rating {
  return rateCell(scheme, likelihoodOf(scheme, probability), impactLevel);
}

/** Rates a cell of a scheme. */
export function rateCell(scheme: Scheme, likelihood: LikelihoodBand, impactLevel: number): Rating {
  const impact = scheme.impact[impactLevel - 1];
  if (impact === undefined) throw new RangeError(`${scheme.id} has no impact level ${impactLevel}`);
  const [l, i] = [likelihood.level - 1, impactLevel - 1];
  const score = scheme.scores?.[l]?.[i];
  const id = scheme.cells?.[l]?.[i];
  const rank = (scheme.bands ?? []).findIndex((band) => band.id === id);
  const letters = /\D/.test(likelihood.name + impact.name);
  return {
    likelihood,
    impactLevel,
    impactLabel: impact.label,
    cell: letters ? `${likelihood.name}${impact.name}` : `${likelihood.name} x ${impact.name}`,
    ...(score === undefined ? {} : { score }),
    ...(rank < 0 ? {} : { band: { ...scheme.bands![rank]!, rank } }),
    order: (rank + 1) * 1e6 + (score ?? 0) * 1e3 + (l + i) * 20 + i,
  };
}
