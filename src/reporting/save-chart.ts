import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Chart } from './chart.ts';
import { writeCsv } from './csv.ts';
import { rasterise } from './render-png.ts';
import { renderSvg } from './render-svg.ts';

/** Files of one chart. */
export interface SavedChart {
  readonly svg: string;
  readonly png: string;
  readonly csv: string;
  readonly spec: string;
}

async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  const beside = `${path}.part-${process.pid}`;
  try {
    await writeFile(beside, content);
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

/**
 * Saves a chart as `NAME.svg`, `NAME.png`, `NAME.csv` (the plotted values) and `NAME.vl.json`, and gives their paths.
 * Each file is written beside and renamed, so that a reader never sees half of one. The folder is made where missing.
 *
 * @param name letters, digits, `-`, `_` and `.`, so that it is a plain file name
 */
export async function saveChart(chart: Chart, folder: string, name: string): Promise<SavedChart> {
  if (!/^[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(name)) {
    throw new Error(`"${name}" cannot name a chart: use letters, digits, "-", "_" and "."`);
  }
  const svg = await renderSvg(chart);
  const png = await rasterise(svg);
  await mkdir(folder, { recursive: true });
  const paths: SavedChart = {
    svg: join(folder, `${name}.svg`),
    png: join(folder, `${name}.png`),
    csv: join(folder, `${name}.csv`),
    spec: join(folder, `${name}.vl.json`),
  };
  await writeWhole(paths.svg, `${svg}\n`);
  await writeWhole(paths.png, png);
  await writeWhole(paths.csv, writeCsv(chart.table));
  await writeWhole(paths.spec, `${JSON.stringify(chart.spec, null, 2)}\n`);
  return paths;
}
