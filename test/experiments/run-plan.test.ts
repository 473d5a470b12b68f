import { readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadShippedDataSet } from '../../src/data/shipped.ts';
import { loadScenario } from '../../src/data/scenario-file.ts';
import { orThrow } from '../../src/domain/errors.ts';
import { plainOf, valueOf } from '../../src/experiments/plain-values.ts';
import { readRunPlan, runPlanText } from '../../src/experiments/run-plan.ts';
import { inputsOf } from '../../src/experiments/run-inputs.ts';
import { buildPlan } from '../../src/simulation/plan/build-plan.ts';
import { temporaryFolder } from '../data/temporary-folder.ts';

const folder = await temporaryFolder();
const data = orThrow(await loadShippedDataSet());
const names = readdirSync(new URL('../../data/scenarios', import.meta.url))
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => name.replace(/\.yaml$/, ''));

describe('the plan of a run', () => {
  it.each(names)('of %s comes back from its file as it was, and is written as the same bytes', async (name) => {
    const scenario = orThrow(await loadScenario(name, data));
    const plan = orThrow(buildPlan(data, scenario));
    const written = { engine: 'e', seed: 3, draws: 50, repairs: data.repairs, inputs: inputsOf(data, scenario), plan };
    const text = runPlanText(written);
    const path = join(folder, `${name}.json`);
    await writeFile(path, text);
    const read = await readRunPlan(path);
    expect(read.plan).toEqual(plan);
    expect(runPlanText(read)).toBe(text);
  });
});

describe('values as JSON', () => {
  it('come back as they were, also the numbers that JSON has no word for', () => {
    const value = {
      numbers: [NaN, Infinity, -Infinity, -0, 0, 1.5],
      arrays: [Float64Array.of(NaN, -0, 1e300), Int16Array.of(-3, 7), Uint8Array.of(255), new Int32Array(0)],
      part: new Float64Array([1, 2, 3]).subarray(1),
      text: 'a',
      none: null,
    };
    const back = valueOf(JSON.parse(JSON.stringify(plainOf(value))));
    expect(back).toStrictEqual({ ...value, part: Float64Array.of(2, 3) });
  });

  it('refuse what would be lost', () => {
    for (const lost of [new Map(), new Date(0), () => 1, 3n]) expect(() => plainOf({ lost })).toThrow('cannot write');
  });
});
