import type { OwnerBand, PlacesBand } from '../../../src/calibration/hazards/bands.ts';
import { effectFamilies, LEVEL_PRIOR } from '../../../src/calibration/hazards/hazard-model.ts';
import { yearPieces } from '../../../src/calibration/hazards/day-number.ts';
import { riskCells } from '../../../src/calibration/hazards/risk-cells.ts';
import type { RiskGroup } from '../../../src/calibration/hazards/risk-cells.ts';
import { sampleHazards } from '../../../src/calibration/hazards/sample-hazards.ts';
import type { Spell } from '../../../src/calibration/hazards/spells.ts';
import type { Sector } from '../../../src/domain/vocabulary.ts';
import { normalQuantile } from '../../../src/random/quantiles.ts';
import { sequence } from './made-up-register.ts';

/*
 * Simulation-based calibration (Talts and others 2018): hazards are drawn from the prior, a register from the hazards, and
 * the posterior from the register. Over many of these the rank of the truth among the draws must be uniform.
 */

const SECTORS: readonly Sector[] = ['for-profit', 'local-authority'];
const SIZES: readonly PlacesBand[] = ['1-2', '3-4'];
const OWNERS: readonly OwnerBand[] = ['1', '2-5'];
/** A year, a gap of two years, and a year whose list may leave services out. */
const INTERVALS = [
  ['2018-03-31', '2019-03-31'],
  ['2019-03-31', '2021-03-31'],
  ['2021-03-31', '2022-03-31'],
] as const;
const SLIP = 0.02;
/** Services of a kind in an interval: thin, so that the pooling matters. */
const SERVICES = 12;
const KEPT = 99;

/** What is ranked: hazards as they stand in `assumptions.csv`. */
export const RANKED = {
  sector: (g: RiskGroup): boolean => g.sector === 'for-profit',
  size: (g: RiskGroup): boolean => g.sector === 'local-authority' && g.size === '3-4',
  year: (g: RiskGroup): boolean => g.sector === 'for-profit' && g.year === 2021,
  'size and year': (g: RiskGroup): boolean => g.sector === 'local-authority' && g.size === '1-2' && g.year === 2018,
} as const;
export type Ranked = keyof typeof RANKED;

/** Rank of the truth among 99 draws, 0 to 99, of each quantity. */
export function rankOnce(seed: number): Record<Ranked, number> {
  const next = sequence(seed, 'calibration');
  const normal = (): number => normalQuantile(next());
  const groups: RiskGroup[] = SECTORS.flatMap((sector) =>
    SIZES.flatMap((size) =>
      OWNERS.flatMap((owner) => [2018, 2019, 2020, 2021, 2022].map((year) => ({ sector, size, owner, year }))),
    ),
  );
  const level = LEVEL_PRIOR.mean + LEVEL_PRIOR.sd * normal();
  const log = new Float64Array(groups.length).fill(level);
  for (const { scale, labels, levelOf } of effectFamilies(groups)) {
    const spread = Math.abs(scale * normal());
    const effects = labels.map(() => spread * normal());
    levelOf.forEach((l, g) => (log[g]! += effects[l]!));
  }
  const at = new Map(groups.map((g, i) => [`${g.sector}|${g.size}|${g.owner}|${g.year}`, Math.exp(log[i]!)]));
  const spells: Spell[] = [];
  for (const sector of SECTORS) {
    for (const size of SIZES) {
      for (const owner of OWNERS) {
        INTERVALS.forEach(([from, to], i) => {
          const total = yearPieces(from, to).reduce(
            (sum, p) => sum + p.years * at.get(`${sector}|${size}|${owner}|${p.year}`)!,
            0,
          );
          const mayReturn = i === INTERVALS.length - 1;
          const chance = 1 - Math.exp(-total) * (mayReturn ? 1 - SLIP : 1);
          for (let s = 0; s < SERVICES; s++) {
            const event = next() < chance ? 'within' : 'none';
            spells.push({ cause: 'close', sector, size, owner, from, to, event, mayReturn });
          }
        });
      }
    }
  }
  const data = riskCells(spells, SLIP);
  const plan = { draws: KEPT, thin: 3, warmUp: 100 };
  const { draws } = sampleHazards(data, plan, [seed, 7]);
  const truth = Float64Array.from(data.groups, (g) => at.get(`${g.sector}|${g.size}|${g.owner}|${g.year}`)!);
  const rank = (isIn: (g: RiskGroup) => boolean): number => {
    const value = (hazards: Float64Array): number =>
      hazards.reduce((sum, h, g) => sum + (isIn(data.groups[g]!) ? h * data.atRisk[g]! : 0), 0);
    const true_ = value(truth);
    return draws.filter((draw) => value(draw) < true_).length;
  };
  return Object.fromEntries(Object.entries(RANKED).map(([name, isIn]) => [name, rank(isIn)])) as Record<Ranked, number>;
}

/** Chi-square of ranks from 0 to 99 in ten bins, nine degrees of freedom. */
export function chiSquareOfRanks(ranks: readonly number[]): number {
  const bins = new Array<number>(10).fill(0);
  for (const rank of ranks) bins[Math.floor(rank / 10)]!++;
  const expected = ranks.length / 10;
  return bins.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}
