import { spawnSync } from 'node:child_process';
import { copyFile, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../../src/experiments/run.ts';
import { publish } from '../../../src/reporting/publication/publish.ts';
import type { Publication } from '../../../src/reporting/publication/publish.ts';
import type { PublishedRow } from '../../../src/reporting/publication/published-rows.ts';
import { temporaryFolder, THREE_AREAS } from '../../data/temporary-folder.ts';

/*
 * Recipes are run where R with readr, dplyr, knitr and ggplot2, or Python with pandas, is there already. Nothing is installed for it.
 */

const RECIPES = join(import.meta.dirname, '../../../docs/recipes');
const folder = await temporaryFolder();

/** The first of some programs that can load some packages. */
function found(programs: readonly (readonly [program: string, ...args: string[]])[]): string | undefined {
  return programs.find(([program, ...args]) => spawnSync(program, args).status === 0)?.[0];
}
const loads = (packages: readonly string[]): string => packages.map((name) => `library(${name})`).join(';');
const rscript = found([['Rscript', '-e', loads(['readr', 'dplyr'])]]);
const rscriptWithKnitr = rscript && found([['Rscript', '-e', loads(['readr', 'dplyr', 'knitr', 'ggplot2'])]]);
const python = found([
  ['python3', '-c', 'import pandas'],
  ['/usr/bin/python3', '-c', 'import pandas'],
]);

let copy: Publication;
let here: string;

beforeAll(async () => {
  if (rscript === undefined && python === undefined) return;
  const scenario = join(folder, 'short.yaml');
  await writeFile(scenario, 'name: short\ntitle: Short\nextends: as-legislated\nhorizon: 2026-03-31\n');
  await run({ scenario, dataDir: THREE_AREAS, draws: 4, threads: 1, out: join(folder, 'made') });
  copy = await publish({ run: join(folder, 'made'), level: 'authority' });
  here = await mkdtemp(join(folder, 'recipes-'));
  for (const file of copy.files.filter((path) => path.endsWith('.csv')))
    await copyFile(file, join(here, 'outcomes-published.csv'));
}, 120_000);

const lines = (program: string, ...args: string[]): string => {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: here, encoding: 'utf8' });
  expect(status, stderr).toBe(0);
  return stdout;
};
const BREAKDOWNS = ['sector', 'age_band', 'need_class', 'reason', 'provider_country'] as const;
const total = (row: PublishedRow): boolean => BREAKDOWNS.every((name) => row[name] === 'all');
/** Rows, suppressed rows, sums of the three figures, and the statuses, as each program prints them. */
function expected(): string[] {
  const sum = (of: (row: PublishedRow) => number | undefined): string =>
    copy.rows.reduce((all, row) => all + (of(row) ?? 0), 0).toFixed(3);
  const statuses = [...new Set(copy.rows.map(({ status }) => status))].sort().join('+');
  return [
    String(copy.rows.length),
    String(copy.suppressed),
    sum((r) => r.value),
    sum((r) => r.lower),
    sum((r) => r.upper),
    statuses,
  ];
}

describe.skipIf(rscript === undefined)('recipes in R', () => {
  it('read every figure, date, status and mark of suppression as it was written', async () => {
    const sums =
      'cat("CHECK", nrow(outcomes), sum(outcomes$marker == "c", na.rm = TRUE), sprintf("%.3f", c(sum(outcomes$value, na.rm = TRUE), ' +
      'sum(outcomes$lower, na.rm = TRUE), sum(outcomes$upper, na.rm = TRUE))), paste(sort(unique(outcomes$status)), collapse = "+"), ' +
      'class(outcomes$date), format(max(outcomes$date)), "\\n")';
    await writeFile(join(here, 'table.R'), `${await readFile(join(RECIPES, 'table.R'), 'utf8')}\n${sums}\n`);
    const printed = lines(rscript!, 'table.R');
    expect(copy.suppressed).toBeGreaterThan(0);
    expect(/^CHECK (.*?) *$/m.exec(printed)![1]!.split(' ')).toEqual([...expected(), 'Date', '2026-03-31']);
    for (const row of copy.rows.filter(
      (r) =>
        r.area_level === 'country' && r.measure === 'places_registered' && r.service_type === 'residential' && total(r),
    ))
      expect(printed).toMatch(
        new RegExp(`${row.date} +${row.value!} +${row.lower!} +${row.upper!} <NA> +${row.status}`),
      );
  });

  it.skipIf(rscriptWithKnitr === undefined)('knit the chunks of the Quarto page to a chart', async () => {
    await copyFile(join(RECIPES, 'chart.qmd'), join(here, 'chart.Rmd'));
    lines('Rscript', '-e', 'knitr::knit("chart.Rmd", quiet = TRUE)');
    const page = await readFile(join(here, 'chart.md'), 'utf8');
    const picture = /!\[[^\]]*\]\(([^)]+\.png)\)|src="([^"]+\.png)"/.exec(page);
    const png = await readFile(join(here, picture![1] ?? picture![2]!));
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(png.length).toBeGreaterThan(3000);
  });
});

describe.skipIf(python === undefined)('the recipe in Python', () => {
  it('reads every figure, date, status and mark of suppression as it was written', async () => {
    const sums =
      'print("CHECK", len(outcomes), (outcomes.marker == "c").sum(), *(f"{outcomes[n].sum():.3f}" for n in numbers), ' +
      '"+".join(sorted(outcomes.status.unique())), outcomes.date.dtype.kind, outcomes.date.max().date())';
    await writeFile(join(here, 'table.py'), `${await readFile(join(RECIPES, 'table.py'), 'utf8')}\n${sums}\n`);
    const printed = lines(python!, 'table.py');
    expect(/^CHECK (.*)$/m.exec(printed)![1]!.split(' ')).toEqual([...expected(), 'M', '2026-03-31']);
    const looked = copy.rows.filter(
      (r) => r.area_level === 'region' && r.measure === 'children_looked_after' && r.service_type === 'all' && total(r),
    );
    expect(looked.length).toBeGreaterThan(0);
    for (const row of looked) {
      const figure = row.marker === 'c' ? '\\[c\\]' : row.value!.toLocaleString('en-GB');
      expect(printed).toMatch(new RegExp(`^${row.area_name_en} .* ${figure}( |$)`, 'm'));
    }
  });
});
