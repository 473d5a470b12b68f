// Writes docs/assumptions.md, and data/wales/reference/assumption-effects.csv from the folder of a sensitivity analysis:
//   npm run assumptions                                        the page anew, with the effects that are shipped
//   npm run assumptions -- outputs/sensitivity-as-legislated-1   takes the effects of an analysis first
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { themeOf, THEMES } from '../dist/experiments/sensitivity/themes.js';
import { assumptionsPage } from './assumptions/page.mjs';
import { readCsv, writeCsv } from './lib/csv.mjs';

const inProject = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const shipped = inProject('data/wales/reference/assumption-effects.csv');
const folder = process.argv[2];
if (folder !== undefined) {
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  const [screening] = manifest.designs;
  const figures = readCsv(join(folder, 'sensitivity.csv')).filter(
    (r) => r.scope === 'headline' && r.method === 'morris',
  );
  const rows = readCsv(join(folder, 'assumptions-with-effects.csv')).map((row) => {
    // A mean that leaves 0 out has a direction. Groups of shares have none.
    const mean = figures.find((f) => f.headline === row.headline && f.factor === row.id && f.statistic === 'mu');
    const told = mean !== undefined && (Number(mean.low) > 0 || Number(mean.high) < 0);
    const direction =
      row.effect_class === '' ? '' : told ? (Number(mean.value) > 0 ? 'raises' : 'lowers') : 'either way or not told';
    return {
      id: row.id,
      effect: row.effect,
      effect_unit: row.effect_unit,
      effect_class: row.effect_class,
      headline: row.headline,
      direction,
      trajectories: manifest.trajectories,
      draws: screening.draws,
      seed: manifest.seed,
      plan_digest: manifest.plan_digest.slice(0, 16),
      design_digest: screening.digest.slice(0, 16),
    };
  });
  writeCsv(shipped, Object.keys(rows[0]), rows);
}
const page = assumptionsPage(readCsv(inProject('data/wales/assumptions.csv')), readCsv(shipped), themeOf, THEMES);
writeFileSync(inProject('docs/assumptions.md'), page);
