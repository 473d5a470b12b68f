// @ts-check
import { built } from './project.mjs';

/** @typedef {import('../../src/simulation/plan/plan.ts').Plan} Plan */

/**
 * The plan of a data set under the law as it stands; Wales as shipped unless a folder is named.
 *
 * @param {{ dataDir?: string, assumptions?: Record<string, number> }} [options] folder of another set, and assumptions
 *   that take one fixed value
 * @returns {Promise<Plan>}
 */
export async function planOf({ dataDir, assumptions = {} } = {}) {
  const [{ loadDataSet }, { loadScenario }, { shippedDataDir }, { orThrow }, { buildPlan }] = await Promise.all([
    built('data/data-set.js'),
    built('data/scenario-file.js'),
    built('data/shipped-paths.js'),
    built('domain/errors.js'),
    built('simulation/plan/build-plan.js'),
  ]);
  const data = orThrow(await loadDataSet(dataDir ?? shippedDataDir()));
  const scenario = orThrow(await loadScenario('as-legislated', data, dataDir));
  return orThrow(buildPlan(data, { ...scenario, assumptions: { ...scenario.assumptions, ...assumptions } }));
}
