// Draws the pictures of docs/method.md that are no charts. Run with `npm run pictures`.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as metrics from '../dist/reporting/text-metrics.js';
import * as theme from '../dist/reporting/theme.js';
import { MONTH } from '../dist/simulation/month.js';
import { drawnPictures } from './pictures/pictures.mjs';

for (const [name, svg] of Object.entries(drawnPictures({ theme, metrics, MONTH }))) {
  writeFileSync(fileURLToPath(new URL(`../docs/pictures/${name}`, import.meta.url)), svg);
  console.log(`docs/pictures/${name}`);
}
