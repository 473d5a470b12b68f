// Writes docs/scenarios.md: the paragraphs and evidence of the shipped scenarios, and what they do to some figures.
// Run with `npm run scenarios`, or
//   node scripts/build-scenarios-page.mjs [DRAWS | --keep-effects]
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { diffScenarios, loadScenario, loadShippedDataSet, namesOf, orThrow, statusSentence } from '../dist/index.js';
import { effectsOf } from './scenarios/effects.mjs';
import { effectsIn, effectsText, LIBRARY, scenariosPage } from './scenarios/page.mjs';

const keep = process.argv[2] === '--keep-effects';
const draws = Number(keep ? 60 : (process.argv[2] ?? 60));
if (!Number.isInteger(draws) || draws < 4 || draws % 2 !== 0) {
  console.error(`${process.argv[2]} is not a number of draws. Give an even whole number of 4 or more.`);
  process.exit(2);
}
const file = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const data = orThrow(await loadShippedDataSet());
const library = [];
for (const name of LIBRARY)
  library.push({
    scenario: orThrow(await loadScenario(name, data)),
    own: parse(readFileSync(file(`data/scenarios/${name}.yaml`), 'utf8')),
  });
const scenarios = library.map(({ scenario }) => scenario);
const { version } = JSON.parse(readFileSync(file('package.json'), 'utf8'));
const effects = keep
  ? effectsIn(readFileSync(file('docs/scenarios.md'), 'utf8'))
  : effectsText(await effectsOf(data, scenarios, draws), version, statusSentence('illustrative'));
const names = namesOf(data);
writeFileSync(
  file('docs/scenarios.md'),
  scenariosPage(library, (a, b) => diffScenarios(a, b, names), effects),
);
