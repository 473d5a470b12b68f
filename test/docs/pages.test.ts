import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { drawnPictures } from '../../scripts/pictures/pictures.mjs';
import { LEFT_OUT } from '../../src/measures/left-out.ts';
import * as metrics from '../../src/reporting/text-metrics.ts';
import * as theme from '../../src/reporting/theme.ts';
import { MONTH } from '../../src/simulation/month.ts';
import { PARAMETER_IDS } from '../../src/simulation/parameters.ts';

const projectFolder = path.resolve(import.meta.dirname, '../..');
const read = (file: string): string => fs.readFileSync(path.join(projectFolder, file), 'utf8');
const firstColumn = (file: string): Set<string> =>
  new Set(
    read(file)
      .split('\n')
      .slice(1)
      .map((row) => row.split(',')[0]!),
  );

const PAGES = ['docs/method.md', 'docs/equations.md', 'docs/stress.md'];
const assumptions = firstColumn('data/wales/assumptions.csv');
const measures = firstColumn('data/measures.csv');
const equations = read('docs/equations.md');

/** Words of snake case that pages put in code type. */
const codeWords = (text: string): string[] =>
  [...text.matchAll(/`([a-z][a-z0-9]*(?:_[a-z0-9]+)+)`/g)].map(([, word]) => word!);

/** Rows of the tables of a page whose header has a column, as the cell of that column. */
function cellsOf(page: string, column: string): string[] {
  const cells: string[] = [];
  let at = -1;
  for (const row of page.split('\n')) {
    if (!row.startsWith('|')) at = -1;
    else {
      // Bars inside mathematics and code do not part cells.
      const parts = row
        .replace(/\$[^$]*\$|`[^`]*`/g, (m) => m.replaceAll('|', ' '))
        .split('|')
        .map((c) => c.trim());
      if (at < 0) at = parts.includes(column) ? parts.indexOf(column) : 1e9;
      else if (at < parts.length && !/^-+$/.test(parts[at]!)) cells.push(parts[at]!);
    }
  }
  return cells;
}

/** The anchor that a heading gets on GitHub. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');

describe('the pages on the model', () => {
  it('name assumptions that exist, all of them, and no other', () => {
    const named = cellsOf(equations, 'assumption').flatMap((cell) =>
      [...cell.matchAll(/`([^`]+)`/g)].map(([, id]) => id!),
    );
    expect(named.length).toBeGreaterThan(80);
    for (const id of named) expect(assumptions.has(id), `${id} in docs/equations.md`).toBe(true);
    const text = read('docs/method.md') + equations;
    const used = [...Object.values(PARAMETER_IDS), 'entry_newborn_share', 'places_per_new_home'];
    expect(
      used.filter((id) => !text.includes(`\`${id}\``)),
      'assumptions that the engine reads and no page names',
    ).toEqual([]);
  });

  it('name measures that are recorded or left out with a reason', () => {
    const defined = cellsOf(equations, 'measure').flatMap((cell) =>
      [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name!),
    );
    expect(defined.length).toBeGreaterThan(12);
    for (const name of defined)
      expect(measures.has(name) || name in LEFT_OUT, `${name} in docs/equations.md`).toBe(true);
  });

  it('put no word in code type that nothing knows', () => {
    const schemas = fs
      .readdirSync(path.join(projectFolder, 'schemas'))
      .map((file) => read(`schemas/${file}`))
      .join('\n');
    const statistics = ['share_parameters', 'share_chance', 'mc_error'];
    for (const page of PAGES) {
      for (const word of codeWords(read(page))) {
        const known =
          assumptions.has(word) ||
          measures.has(word) ||
          word in LEFT_OUT ||
          statistics.includes(word) ||
          schemas.includes(`"${word}"`);
        expect(known, `${word} in ${page}`).toBe(true);
      }
    }
  });

  it('have every step of the month in the table and in the picture, in order, with its file', () => {
    const section = /## A month\n([\s\S]*?)\n## /.exec(read('docs/method.md'))![1]!;
    expect(cellsOf(section, 'step')).toEqual(MONTH.map((process) => process.name));
    const month = read('src/simulation/month.ts');
    const files = cellsOf(section, 'file in `src/simulation/processes`').join(' ');
    for (const [, file] of month.matchAll(/processes\/([\w/-]+\.ts)/g)) expect(files).toContain(`\`${file}\``);
    for (const [, file] of files.matchAll(/`([\w/-]+\.ts)`/g)) {
      const folders = ['src/simulation/processes', 'src/simulation'];
      expect(
        folders.some((folder) => fs.existsSync(path.join(projectFolder, folder, file!))),
        file,
      ).toBe(true);
    }
    const drawn = read('docs/pictures/a-month.svg');
    MONTH.forEach((process, i) => expect(drawn).toContain(`>${i + 1}. ${process.name}<`));
  });

  it('link to pages, headings and pictures that are there', () => {
    const pages = fs
      .readdirSync(path.join(projectFolder, 'docs'))
      .filter((file) => file.endsWith('.md'))
      .map((file) => `docs/${file}`);
    for (const page of [...pages, 'README.md']) {
      for (const [, target] of read(page).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)) {
        const [file, anchor] = target!.split('#') as [string, string?];
        const found = file === '' ? page : path.join(path.dirname(page), file);
        expect(fs.existsSync(path.join(projectFolder, found)), `${target} in ${page}`).toBe(true);
        if (anchor === undefined) continue;
        const headings = [...read(found).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchorOf(heading!));
        expect(headings, `${target} in ${page}`).toContain(anchor);
      }
    }
  });
});

describe('the drawn pictures', () => {
  const pictures = drawnPictures({ theme, metrics, MONTH });

  it.each(Object.keys(pictures))('%s is what its script gives (else: npm run pictures)', (name) => {
    expect(read(`docs/pictures/${name}`) === pictures[name]).toBe(true);
  });

  it.each(Object.keys(pictures))(
    '%s has words for those who cannot see it, on the page too, and fonts that are shipped',
    (name) => {
      const svg = pictures[name]!;
      expect(/<desc[^>]*>([^<]*)</.exec(svg)![1]!.length).toBeGreaterThan(100);
      const alt = new RegExp(`!\\[([^\\]]*)\\]\\(pictures/${name.replace('.', '\\.')}\\)`).exec(read('docs/method.md'));
      expect(alt?.[1]?.length).toBeGreaterThan(100);
      for (const [, family] of svg.matchAll(/font-family="([^"]*)"/g)) expect(family).toBe(theme.FONT_FAMILY);
    },
  );

  it.each(Object.keys(pictures))(
    '%s keeps each text inside the picture and 4.5 to 1 against what lies under it',
    (name) => {
      const svg = pictures[name]!;
      const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg)!;
      const rectangles = [
        ...svg.matchAll(/<rect(?: x="([\d.]+)" y="([\d.]+)")? width="([\d.]+)" height="([\d.]+)" fill="([^"]+)"/g),
      ].map(([, x = '0', y = '0', w, h, fill]) => ({
        x: Number(x),
        y: Number(y),
        w: Number(w),
        h: Number(h),
        fill: fill!,
      }));
      let texts = 0;
      for (const [, x, y, fill, length] of svg.matchAll(
        /<text x="([\d.]+)" y="([\d.]+)"[^>]*fill="([^"]+)"[^>]*textLength="([\d.]+)"/g,
      )) {
        texts++;
        expect(Number(x) + Number(length)).toBeLessThanOrEqual(Number(width));
        expect(Number(y) + 4).toBeLessThanOrEqual(Number(height));
        const under = rectangles
          .filter((r) => Number(x) >= r.x && Number(x) <= r.x + r.w && Number(y) >= r.y && Number(y) <= r.y + r.h)
          .at(-1)!;
        expect(contrast(fill!, under.fill)).toBeGreaterThan(4.5);
      }
      expect(texts).toBeGreaterThan(20);
    },
  );
});

/** Contrast of two colours as WCAG 2 has it, 1 to 21. */
function contrast(one: string, two: string): number {
  const luminance = (colour: string): number => {
    const hex = colour === 'white' ? '#FFFFFF' : colour;
    const [r, g, b] = [1, 3, 5].map((i) => {
      const v = Number.parseInt(hex.slice(i, i + 2), 16) / 255;
      return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    }) as [number, number, number];
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [dark, light] = [luminance(one), luminance(two)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}
