import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packCommand } from '../../../src/cli/pack.ts';
import { planCommand } from '../../../src/cli/plan.ts';
import type { RunInputs } from '../../../src/experiments/run-inputs.ts';
import { checkDocument } from '../../../src/reporting/document/check-document.ts';
import { documentMarkdown } from '../../../src/reporting/document/markdown.ts';
import { PACK_KINDS } from '../../../src/reporting/packs/pack-contents.ts';
import { packCsv } from '../../../src/reporting/packs/pack-csv.ts';
import { packDocument } from '../../../src/reporting/packs/pack-document.ts';
import { packContents } from '../../../src/reporting/packs/pack.ts';
import { readingOf } from '../../../src/reporting/packs/reading.ts';
import { readSubmittedPlan, submittedNumber } from '../../../src/reporting/packs/submitted-plan.ts';
import type { PlanSource } from '../../../src/reporting/sufficiency-plan/plan-contents.ts';
import { planYear } from '../../../src/reporting/sufficiency-plan/plan-year.ts';
import { madeUpSource } from '../sufficiency-plan/made-up-run.ts';

const year = planYear(2028);
const base = madeUpSource();
const manifest = { ...base.manifest, money: { price_base: '2024-25', not_priced: [] } };
const more: Partial<RunInputs> = {
  funding: [
    {
      area_code: 'A1',
      fund: 'Sand fund',
      year: 2028,
      revenue_gbp: 250_000,
      status: 'estimated',
      ends: '2028-03-31',
      source: 'made up',
    },
  ],
  prices: [],
  recorded: [2018, 2019, 2020].map((y, i) => ({
    date: `${y}-03-31`,
    area_code: 'A1',
    placement_type: 'all',
    age_band: 'all',
    children: 100 + 10 * i,
    status: 'published',
    source: 'made up',
  })) as unknown as NonNullable<RunInputs['recorded']>,
  owners: [],
};
const source: PlanSource = { ...base, manifest, inputs: { ...base.inputs, ...more } };
const submitted = submittedNumber(7);
const folder = await mkdtemp(join(tmpdir(), 'packs-'));
const made = PACK_KINDS.map((kind) =>
  packContents(source, { kind, area: kind === 'market-stability' ? 'West' : 'A1', year, submitted }),
);

describe('a pack of any kind', () => {
  it.each(made.map((pack) => [pack.kind, pack] as const))(
    '%s is sound and says run, status and draft on every page',
    (_, pack) => {
      const paper = packDocument(pack, 'OFFICIAL-SENSITIVE');
      expect(checkDocument(paper)).toEqual([]);
      const head = JSON.stringify([paper.header, paper.footer, paper.draft]);
      for (const word of [pack.run.run_id, 'OFFICIAL-SENSITIVE', `tatus: ${pack.status}`, 'Draft'])
        expect(head).toContain(word);
    },
  );

  it('prints each result that was recorded with its range, and the same numbers in its CSV', () => {
    for (const pack of made) {
      const rows = pack.sections
        .flatMap((s) => (s.tables ?? []).flatMap((t) => t.rows))
        .filter((r) => r.values !== undefined);
      const csv = packCsv(pack).split('\r\n');
      for (const { id, values } of rows) {
        const line = csv.find((text) => text.includes(`,${id},`));
        expect(line, id).toContain(`,${values!.central},${values!.low80 ?? ''},${values!.high80 ?? ''},`);
      }
    }
  });

  it('follows its figures: another figure in the run is another figure in the pack', () => {
    const doubled: PlanSource = {
      ...source,
      figures: (where) => base.figures(where).map((r) => ({ ...r, value: r.value * 2 })),
    };
    const [before, after] = [source, doubled].map((s) =>
      packContents(s, { kind: 'meeting', area: 'A1', year, submitted }),
    );
    const central = (p: typeof before): (number | undefined)[] =>
      p!.sections[0]!.tables![0]!.rows.map((r) => r.values?.central);
    expect(central(before)).not.toEqual(central(after));
  });

  it('of a run that an earlier version made says what is missing', () => {
    const old = { ...source, inputs: base.inputs };
    expect(packContents(old, { kind: 'funding', area: 'A1', year }).missing.join()).toContain('Money by fund');
    expect(packContents(old, { kind: 'meeting', area: 'A1', year }).missing.join()).toContain('recorded');
  });
});

describe('the packs one by one', () => {
  const text = (kind: string): string =>
    documentMarkdown(packDocument(made.find((p) => p.kind === kind)!), (n) => `${n}.png`).text;

  it('say when a fund ends, and with how much', () => {
    expect(text('funding')).toContain('Sand fund ends on 31 March 2028: £250,000 in its last year');
  });

  it('ask at most five questions, first about the estimate that differs, each with its rule', () => {
    const { questions } = made.find((p) => p.kind === 'meeting')!.sections.at(-1)!;
    expect(questions!.length).toBeGreaterThan(0);
    expect(questions!.length).toBeLessThanOrEqual(5);
    expect(questions![0]!.rule).toBe('applications-differ');
    expect(questions![0]!.question).toContain('The plan estimates 7 applications');
  });

  it('leave to people what a run cannot know', () => {
    expect(text('market-stability')).toContain('section 189(2)');
    expect(text('grant-return')).toContain('To be written: places delivered');
  });

  it('need a plan for a note, and refuse an authority where a region is meant', () => {
    expect(() => packContents(source, { kind: 'feedback', area: 'A1', year })).toThrow(/needs the plan/);
    expect(() => packContents(source, { kind: 'market-stability', area: 'Cliff', year })).toThrow(/--area R1 for West/);
  });
});

describe('a number against a projection', () => {
  const values = {
    central: 10,
    low80: 8,
    high80: 12,
    low90: 7,
    high90: 14,
    status: 'estimated',
    unit: 'children',
  } as const;
  it.each([
    [10, 'the same'],
    [12, '2 more; inside 8 of 10 runs'],
    [7, '3 less; below 8 of 10 runs, inside 9 of 10'],
    [15, '5 more; above 9 of 10 runs'],
  ])('%d is %s', (given, words) => {
    expect(readingOf(given, values).words).toBe(words);
  });
});

describe('a plan that an authority has sent', () => {
  const plan = async (text: string): Promise<string> => {
    const file = join(folder, 'theirs.csv');
    await writeFile(file, text);
    return file;
  };
  const head = 'plan_area_code,financial_year,line,central\r\n';

  it('is read with commas or semicolons, and an empty number is none', async () => {
    const rows = `${head}A1,2027/28,a.looked-after.end,120\r\nA1,2027/28,d.statutory-all.year,\r\n`;
    for (const text of [rows, rows.replaceAll(',', ';')]) {
      const read = await readSubmittedPlan(await plan(text), source.inputs.areas);
      expect([read.areaCode, read.year]).toEqual(['A1', '2027-28']);
      expect([...read.numbers]).toEqual([
        ['a.looked-after.end', 120],
        ['d.statutory-all.year', undefined],
      ]);
    }
  });

  it.each([
    ['no column', 'a,b\r\n1,2\r\n', /column is missing/],
    ['a word', `${head}A1,2027-28,x,about 12\r\n`, /row 2.*central.*not a number/s],
    ['two plans', `${head}A1,2027-28,x,1\r\nA2,2027-28,x,1\r\n`, /more than one plan/],
    ['a line twice', `${head}A1,2027-28,x,1\r\nA1,2027-28,x,2\r\n`, /there twice/],
    ['another land', `${head}Z9,2027-28,x,1\r\n`, /no such authority/],
  ])('is refused with %s', async (_, text, message) => {
    await expect(readSubmittedPlan(await plan(text), source.inputs.areas)).rejects.toThrow(message);
  });
});

describe('the command line', () => {
  const say = async (command: typeof packCommand, ...args: string[]): Promise<[number, string]> => {
    const lines: string[] = [];
    const take = (line: string): number => lines.push(line);
    return [await command(args, { out: take, err: take }), lines.join('\n')];
  };

  it('names what is wrong with its words', async () => {
    for (const [args, message] of [
      [['tea', 'run', '--area', 'A1'], 'There is no pack "tea"'],
      [['funding', 'run', '--area', 'A1', '--plan', 'x.csv'], 'for meeting and feedback'],
      [['funding', 'run'], 'No area is named'],
    ] as const) {
      const [code, words] = await say(packCommand, ...args);
      expect([code, words.includes(message)]).toEqual([2, true]);
    }
    expect((await say(planCommand, '--workbook', 'x.xlsx', '--area', 'A1'))[1]).toContain('--area cannot be given');
    expect((await say(planCommand, 'run', '--area', 'A1', '--draws', '3'))[1]).toContain('give --workbook too');
  });

  it('writes nothing when the workbook is wrong', async () => {
    const file = join(folder, 'wrong.xlsx');
    await writeFile(file, 'not a workbook');
    const out = join(folder, 'nothing');
    expect((await say(planCommand, '--workbook', file, '--out', out))[0]).toBe(2);
    expect(await readdir(folder)).not.toContain('nothing');
    expect(await readFile(file, 'utf8')).toBe('not a workbook');
  });
});
