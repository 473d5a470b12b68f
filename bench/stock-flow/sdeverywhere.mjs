// @ts-check
/* The stock-flow reduction as SDEverywhere runs it: JavaScript that its compiler generates from reduction.mdl. */
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { benchPackage, scratch } from '../lib/project.mjs';
import { INPUTS, MONTHS, OUTPUTS } from './inputs.mjs';

/** @param {string} name */
const vensim = (name) => name.replaceAll('_', ' ');

async function generate() {
  const { parseAndGenerate } = await benchPackage('@sdeverywhere/compile');
  // Inputs are constants that the runner sets, so the text of the model needs no values of its own.
  const constants = INPUTS.map((name) => `${vensim(name)} = 0 ~~|`).join('\n');
  const model = `${readFileSync(new URL('./reduction.mdl', import.meta.url), 'utf8')}\n${constants}\n`;
  const specification = {
    inputVarNames: INPUTS.map(vensim),
    inputVars: INPUTS.map((name) => `_${name}`),
    outputVarNames: OUTPUTS.map(vensim),
    outputVars: OUTPUTS.map((name) => `_${name}`),
  };
  // It prints a warning for each of several things that are as they should be; none of it is for a reader of the table.
  const code = await parseAndGenerate(
    model,
    'vensim',
    specification,
    ['generateJS'],
    scratch(),
    'reduction',
    scratch(),
  );
  const file = scratch(`reduction-${process.pid}.mjs`);
  writeFileSync(file, code);
  return (await import(pathToFileURL(file).href)).default;
}

/** @param {Float64Array} rows */
export async function create(rows) {
  const [loadModel, { createSynchronousModelRunner }] = [await generate(), await benchPackage('@sdeverywhere/runtime')];
  const runner = createSynchronousModelRunner(await loadModel());
  let outputs = runner.createOutputs();
  const width = (MONTHS + 1) * OUTPUTS.length;
  return {
    /** @param {number} sets @param {Float64Array} out @param {boolean} keep */
    run(sets, out, keep) {
      for (let set = 0; set < sets; set++) {
        const inputs = Array.from(rows.subarray(set * INPUTS.length, (set + 1) * INPUTS.length));
        outputs = runner.runModelSync(inputs, outputs);
        if (!keep) continue;
        outputs.varSeries.forEach((/** @type {{ points: { y: number }[] }} */ series, /** @type {number} */ k) => {
          series.points.forEach((point, month) => {
            out[set * width + month * OUTPUTS.length + k] = point.y;
          });
        });
      }
    },
  };
}
