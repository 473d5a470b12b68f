import type { EvidenceStatus } from '../../domain/status.ts';
import type { Estimate } from './resamples.ts';
import { CHANCE, NOTHING, REST, STRENGTH, THEME } from './plan-designs.ts';
import type { Sensitivity } from './sensitivity.ts';
import type { Target } from './targets.ts';

/** Columns of `sensitivity.csv`, one row a figure. */
export const SENSITIVITY_COLUMNS = [
  'method',
  'scenario',
  'headline',
  'scope',
  'area_code',
  'date',
  'factor',
  'factor_kind',
  'theme',
  'strength',
  'statistic',
  'value',
  'low',
  'high',
  'mc_error',
  'unit',
  'rank',
  'effect_class',
  'draws',
  'seed',
  'plan_digest',
  'design_digest',
  'status',
] as const;

export type FactorKind = 'assumption' | 'shares' | 'theme' | 'strength' | 'rest' | 'chance' | 'nothing';

/** One figure: a statistic of one factor for one target. `low` and `high` hold it in 95 of 100 bootstrap replicates. */
export interface SensitivityRow {
  readonly method: 'morris' | 'sobol';
  readonly scenario: string;
  readonly headline: string;
  /** The headline itself, the same in a region, or its path in a financial year. */
  readonly scope: Target['scope'];
  readonly area_code: string;
  readonly date: string;
  readonly factor: string;
  readonly factor_kind: FactorKind;
  readonly theme: string;
  readonly strength: string;
  /** `mu` `mu_star` `sigma` (unit of the headline, for the whole range), `first_order` `total_order` (share of variance). */
  readonly statistic: 'mu' | 'mu_star' | 'sigma' | 'first_order' | 'total_order';
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly mc_error: number;
  readonly unit: string;
  /** Of `mu_star` for a headline. */
  readonly rank: number | undefined;
  readonly effect_class: string;
  readonly draws: number;
  readonly seed: number;
  readonly plan_digest: string;
  readonly design_digest: string;
  readonly status: EvidenceStatus;
}

/** Digits of a digest in a table. */
export const DIGEST_DIGITS = 16;

/** All figures of a sensitivity analysis, tidy. */
export function sensitivityRows(found: Sensitivity): SensitivityRow[] {
  const { plan, factors, seed, screening, shares } = found;
  const known = new Map(factors.moved.map((f) => [f.id, f]));
  const rows: SensitivityRow[] = [];
  const put = (
    method: SensitivityRow['method'],
    design: { readonly rows: number; readonly digest: string },
    target: Target,
    factor: string,
    figures: Partial<Record<SensitivityRow['statistic'], Estimate | undefined>>,
    ranked?: { readonly rank: number; readonly effectClass: string },
  ): void => {
    const about = known.get(factor);
    for (const [statistic, estimate] of Object.entries(figures)) {
      if (estimate === undefined) continue;
      rows.push({
        method,
        scenario: plan.scenarioName,
        headline: target.headline,
        scope: target.scope,
        area_code: target.areaCode,
        date: target.date,
        factor,
        factor_kind: kindOf(factor, about?.columns.length),
        theme: about?.theme ?? (factor.startsWith(THEME) ? factor.slice(THEME.length) : ''),
        strength: about?.strength ?? (factor.startsWith(STRENGTH) ? factor.slice(STRENGTH.length) : ''),
        statistic: statistic as SensitivityRow['statistic'],
        value: estimate.value,
        low: estimate.low,
        high: estimate.high,
        mc_error: estimate.error,
        unit: method === 'morris' ? target.unit : 'share of variance',
        rank: ranked?.rank,
        effect_class: ranked?.effectClass ?? '',
        draws: design.rows,
        seed,
        plan_digest: plan.digest.slice(0, DIGEST_DIGITS),
        design_digest: design.digest.slice(0, DIGEST_DIGITS),
        status: target.status,
      });
    }
  };
  for (const { target, effects } of screening.targets) {
    const ranking = target.scope === 'headline' ? screening.rankings.get(target.headline) : undefined;
    for (const effect of effects) {
      const { mu, muStar, sigma } = effect;
      const ranked = ranking?.effects.find((e) => e.factor === effect.factor);
      put('morris', screening.design, target, effect.factor, { mu, mu_star: muStar, sigma }, ranked);
    }
  }
  for (const { target, indices } of shares?.targets ?? [])
    for (const { factor, first, total } of indices)
      put('sobol', shares!.design, target, factor, { first_order: first, total_order: total });
  return rows;
}

function kindOf(factor: string, columns: number | undefined): FactorKind {
  if (columns !== undefined) return columns > 1 ? 'shares' : 'assumption';
  if (factor.startsWith(THEME)) return 'theme';
  if (factor.startsWith(STRENGTH)) return 'strength';
  const own: Readonly<Record<string, FactorKind>> = { [CHANCE]: 'chance', [NOTHING]: 'nothing', [REST]: 'rest' };
  return own[factor]!;
}
