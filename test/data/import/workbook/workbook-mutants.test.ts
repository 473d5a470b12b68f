import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { ImportContext, ImportedTables } from '../../../../src/data/import/import-format.ts';
import { readAuthorityWorkbook } from '../../../../src/data/import/workbook/read-authority-workbook.ts';
import { ownChildren, ownPrices, ownProjects, ownServices } from '../../../../src/data/import/workbook/own-rows.ts';
import { strategies } from '../../../../src/data/import/workbook/read-strategies.ts';
import { orThrow } from '../../../../src/domain/errors.ts';
import type { Checked } from '../../../../src/domain/errors.ts';
import { authorityTemplate } from '../../../../src/reporting/template/authority-template.ts';
import { strategiesTemplate } from '../../../../src/reporting/template/strategies-template.ts';
import { luckOf, MUTANTS, MUTANTS_TIMEOUT_MS } from '../register/mutants.ts';
import { importContext } from '../register/registers.ts';
import { CARDIFF, fill } from './fill.ts';

/** A workbook takes 40 times as long to open as a text: fewer are made of it in the suite. */
const SOME = MUTANTS > 1000 ? MUTANTS : Math.ceil(MUTANTS / 8);

const STRANGE = [
  '<c r="$" t="inlineStr"><is><t>four</t></is></c>',
  '<c r="$"><v>4.5</v></c>',
  '<c r="$"><v>-4</v></c>',
  '<c r="$"><v>1E300</v></c>',
  '<c r="$"><v>99999999</v></c>',
  '<c r="$"><v>NaN</v></c>',
  '<c r="$"><f>1+</f></c>',
  '<c r="$" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
  '<c r="$" t="b"><v>1</v></c>',
  '<c r="$" t="s"><v>99999</v></c>',
  '<c r="$" t="inlineStr"><is><t>\u0663</t></is></c>',
  '<c r="$" t="inlineStr"><is><t>[c]</t></is></c>',
  `<c r="$" t="inlineStr"><is><t>${'x'.repeat(50_000)}</t></is></c>`,
  '',
];

/** A workbook with one or two things done to its bytes, its parts or the cells of a sheet. */
function mutateWorkbook(bytes: Uint8Array, seed: number): Uint8Array {
  const luck = luckOf(seed);
  let made = Buffer.from(bytes);
  for (let times = 1 + luck(2); times > 0; times--) {
    const deed = luck(10);
    if (deed === 0) made = made.subarray(0, luck(made.length));
    else if (deed === 1) made[luck(made.length)] = luck(256);
    else if (deed === 2) made = Buffer.concat([made, made.subarray(luck(made.length))]);
    else {
      let parts: Record<string, Uint8Array>;
      try {
        parts = unzipSync(made);
      } catch {
        return made;
      }
      const names = Object.keys(parts).filter((name) => /worksheets\/sheet|sharedStrings/.test(name));
      const name = names[luck(Math.max(1, names.length))];
      if (name === undefined) return made;
      let xml = strFromU8(parts[name]!);
      const cells = [...xml.matchAll(/<c r="([A-Z]+\d+)"[^>]*?(?:\/>|>.*?<\/c>)/gs)];
      const cell = cells[luck(Math.max(1, cells.length))];
      if (deed === 3) delete parts[name];
      else if (deed === 4) xml = xml.replace(/<row\b[^>]*>.*?<\/row>/s, '');
      else if (deed === 5) xml = xml.slice(0, luck(xml.length));
      else if (deed === 6) xml = xml.replace(/Registered places|Aged|Kind of service/g, 'Number');
      else if (cell !== undefined) xml = xml.replace(cell[0], STRANGE[luck(STRANGE.length)]!.replace('$', cell[1]!));
      if (parts[name] !== undefined) parts[name] = strToU8(xml);
      made = Buffer.from(zipSync(parts, { level: 0 }));
    }
    if (made.length === 0) return made;
  }
  return made;
}

const context: ImportContext = await importContext();
const cardiff = context.areas.find((area) => area.name_en === 'Cardiff')!;
const filled = await fill(await authorityTemplate({ area: cardiff, baseline: '2024-03-31' }), CARDIFF);
const typed = await fill(await strategiesTemplate(context.areas), {
  Projects: { B6: 'Cardiff', C6: 'A home', D6: "children's home", E6: 'council', F6: 3, G6: 'in planning', H6: '2027-12-31', K6: 'estimated: our own best figures', L6: 'page 3' },
  Needs: { B6: 'Powys', C6: "children's home", D6: '=any child', E6: 30, F6: 'places', H6: 'estimated: our own best figures', I6: 'page 7' },
  Money: { B6: 'Powys', C6: 'Grant', D6: 2027, F6: 125_000, H6: 'published: printed in an official return or report', I6: 'page 9' },
});

async function ofAuthority(bytes: Uint8Array): Promise<Checked<readonly unknown[]>> {
  const read = await readAuthorityWorkbook({ bytes, fileName: 'x.xlsx' }, context.areas);
  if (!read.ok) return read;
  const book = read.value;
  return { ...read, value: [...ownServices(book), ...ownChildren(book, '2024-03-31'), ...ownProjects(book), ...ownPrices(book)] };
}

async function ofStrategies(bytes: Uint8Array): Promise<Checked<readonly unknown[]>> {
  const read = await strategies.read([{ bytes, fileName: 'x.xlsx' }], context);
  return read.ok ? { ...read, value: read.value.tables.flatMap(({ rows }: ImportedTables['tables'][number]) => rows) } : read;
}

/** Every number of the rows with the row that it stands in, without the free texts. */
const figures = (rows: readonly unknown[]): string[] =>
  (rows as readonly Record<string, unknown>[]).flatMap((row) =>
    ['places', 'households', 'children', 'weekly_gbp', 'capital_gbp', 'revenue_gbp', 'amount'].flatMap((field) =>
      row[field] === undefined ? [] : [[field, row[field], row['service_type'], row['sector'], row['placement_type'], row['age_band']].join(' ')],
    ),
  );

describe.each([
  ['one authority', filled, ofAuthority],
  ['strategies', typed, ofStrategies],
] as const)('mutated workbooks of %s', (_name, whole, read) => {
  it('are refused, or give no figure that the whole workbook does not give', async () => {
    const truth = new Set(figures(orThrow(await read(whole))));
    expect(truth.size).toBeGreaterThan(2);
    let accepted = 0;
    for (let seed = 1; seed <= SOME; seed++) {
      const bytes = mutateWorkbook(whole, seed);
      const made = await read(bytes);
      if (!made.ok) continue;
      accepted += 1;
      for (const figure of figures(made.value)) if (!/ 99999999| 4\.5/.test(figure)) expect(truth.has(figure), `mutant ${seed}: ${figure}`).toBe(true);
    }
    expect(accepted).toBeGreaterThan(0);
    expect(accepted).toBeLessThan(SOME);
  }, MUTANTS_TIMEOUT_MS);
});
