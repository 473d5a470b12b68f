import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ClaimRow } from '../../../src/domain/tables.ts';
import { checkDocument } from '../../../src/reporting/document/check-document.ts';
import { documentMarkdown } from '../../../src/reporting/document/markdown.ts';
import { lookBack, lookBackWords } from '../../../src/reporting/sufficiency-plan/look-back.ts';
import { planContents } from '../../../src/reporting/sufficiency-plan/plan-contents.ts';
import { planCsv } from '../../../src/reporting/sufficiency-plan/plan-csv.ts';
import { planDocument } from '../../../src/reporting/sufficiency-plan/plan-document.ts';
import { readPlanTemplate } from '../../../src/reporting/sufficiency-plan/plan-template.ts';
import { planYear } from '../../../src/reporting/sufficiency-plan/plan-year.ts';
import { rollUpDocument } from '../../../src/reporting/sufficiency-plan/roll-up-document.ts';
import { rollUpTable } from '../../../src/reporting/sufficiency-plan/roll-up-table.ts';
import { doubleClaims, rollUp } from '../../../src/reporting/sufficiency-plan/roll-up.ts';
import { formatNumber } from '../../../src/reporting/text.ts';
import { madeUpSource } from './made-up-run.ts';

const year = planYear(2028);
const source = madeUpSource();
const contents = planContents(source, 'A1', year);
const folder = await mkdtemp(join(tmpdir(), 'plan-paper-'));
const write = async (name: string, text: string): Promise<string> => {
  await writeFile(join(folder, name), text);
  return join(folder, name);
};
const text = async (): Promise<string> =>
  documentMarkdown(planDocument(contents, await readPlanTemplate()), (n) => `${n}.png`).text;

describe('the paper of a plan', () => {
  it('is sound, and holds every figure of the plan with its range and status', async () => {
    const paper = planDocument(contents, await readPlanTemplate());
    expect(checkDocument(paper)).toEqual([]);
    const rows = paper.blocks
      .flatMap((block) => (block.kind === 'table' ? block.rows : []))
      .map((row) =>
        row.map((cell) => cell.map((run) => (typeof run === 'string' ? run : 'text' in run ? run.text : '')).join('')),
      );
    for (const f of contents.figures.filter(
      (one) => one.values !== undefined && !one.values.unit.startsWith('share'),
    )) {
      const v = f.values!;
      const range = v.low80 === undefined ? '' : `${formatNumber(v.low80)} to ${formatNumber(v.high80!)}`;
      const central = formatNumber(v.central);
      const found = rows.filter(([label, ...cells]) => label!.startsWith(f.label) && cells.at(-1) === v.status);
      expect(
        found.some(
          (cells) =>
            cells.includes(v.low80 === v.high80 ? central : `${central} (${range})`) ||
            (cells[1] === central && cells[2] === range),
        ),
        f.id,
      ).toBe(true);
    }
  });

  it('carries run, status and draft on every page, and what is to be written', async () => {
    const paper = planDocument(contents, await readPlanTemplate(), { marking: 'OFFICIAL-SENSITIVE' });
    const line = (runs: readonly unknown[]): string => JSON.stringify(runs);
    expect(line(paper.header)).toContain(contents.run.run_id);
    expect(line(paper.header)).toContain('OFFICIAL-SENSITIVE');
    expect(line(paper.footer)).toContain('llustrative');
    expect(paper.draft).toBeDefined();
    expect(await text()).toContain('To be written: own homes');
  });

  it('follows its template, and names what a template has wrong', async () => {
    const own = await write(
      'own.yaml',
      'title: "Plan {year}"\nlead: "{authority}"\nsections:\n  - heading: Only this\n    figures: [{section: a, parts: ["By age"]}]\n',
    );
    const paper = planDocument(contents, await readPlanTemplate(own));
    expect(paper.title).toBe('Plan 2027-28');
    expect(paper.blocks.filter((b) => b.kind === 'table')).toHaveLength(1);
    const bad = await write(
      'bad.yaml',
      'title: a\nlead: b\nsections:\n  - heading: c\n    figures: [{section: a, parts: ["By ages"]}]\n',
    );
    await expect(readPlanTemplate(bad)).rejects.toThrow('Did you mean "By age"?');
    await expect(readPlanTemplate(await write('none.yaml', 'title: a\n'))).rejects.toThrow('layout');
    await expect(readPlanTemplate(join(folder, 'missing.yaml'))).rejects.toThrow('cannot be read');
  });
});

describe('the look-back', () => {
  const header = 'area_code,financial_year,service_type,reason,provider_country,applications,status,source';
  const statutory = contents.figures.find((f) => f.id === 'd.statutory-all.year')!.values!;
  const made = (applications: number, area = 'A1'): Promise<string> =>
    write(
      `made-${applications}-${area}.csv`,
      `${header}\n${area},2027-28,all,all,all,${applications},published,return\n`,
    );
  const plan = write('plan.csv', planCsv(contents));

  it('says by how much the estimate missed, and whether its range held', async () => {
    const inside = await lookBack(await plan, await made(statutory.central), source.inputs.areas);
    expect(inside.rows).toMatchObject([{ difference: 0, inside80: true, inside90: true, central: statutory.central }]);
    const above = await lookBack(await plan, await made(statutory.high90! + 5), source.inputs.areas);
    expect(above.rows).toMatchObject([
      {
        difference: statutory.high90! + 5 - statutory.central,
        inside80: false,
        inside90: false,
        reading: 'above the range of 9 of 10 runs',
      },
    ]);
    expect(lookBackWords(above).join(' ')).toContain('0 of 1 numbers');
    expect(JSON.stringify(planDocument(contents, await readPlanTemplate(), { lookBack: above }))).toContain(
      'above the range of 9 of 10 runs',
    );
  });

  it('refuses what is no plan, and returns that are of another authority or year', async () => {
    await expect(lookBack(await plan, await made(1, 'A2'), source.inputs.areas)).rejects.toThrow(
      'No row is of the authority',
    );
    const other = await write('other.csv', 'a,b\n1,2\n');
    await expect(lookBack(other, await made(1), source.inputs.areas)).rejects.toThrow('not the CSV of a plan');
    const two = await write(
      'two.csv',
      `${planCsv(contents)}${planCsv(planContents(source, 'A2', year))
        .split('\n')
        .slice(1)
        .join('\n')}`,
    );
    await expect(lookBack(two, await made(1), source.inputs.areas)).rejects.toThrow('more than one plan');
  });
});

describe('all plans together', () => {
  const plans = ['A1', 'A2', 'A3'].map((area) => planContents(source, area, year));
  const claim = (
    plan_area_code: string,
    service_id: string,
    places_claimed: number,
    places_offered: number,
  ): ClaimRow => ({
    plan_area_code,
    service_id,
    places_claimed,
    places_offered,
    source: 'made up',
  });

  it('take the national number and its range from the run, never from the sum of the ranges', () => {
    const roll = rollUp(source, plans, year);
    const [row] = source.figures({
      area_code: 'L',
      date: year.lastDay,
      measure: 'supplementary_applications',
      statistic: 'p90',
      period: 'financial-year',
    });
    const national = roll.national.find((n) => n.number === 'statutory' && n.figure === 'All services');
    if (row === undefined) expect(national).toBeUndefined();
    else expect(national!.values.high80).toBe(Math.ceil(row.value));
    const recorded = plans.filter((p) =>
      p.figures.some((f) => f.id === 'd.statutory-all.year' && f.values !== undefined),
    );
    expect(roll.authorities.filter((a) => a.number === 'statutory').map((a) => a.area)).toEqual(
      recorded.map((p) => p.authority),
    );
    expect(rollUpTable(roll, source.manifest).rows.length).toBeGreaterThan(5);
    expect(checkDocument(rollUpDocument(roll, contents.run))).toEqual([]);
  });

  it('flag a vacancy that two plans claim, those that cannot be met first', () => {
    const found = doubleClaims([
      claim('A1', 'S1', 2, 3),
      claim('A3', 'S1', 1, 3),
      claim('A1', 'S2', 2, 2),
      claim('A2', 'S2', 1, 2),
      claim('A1', 'S3', 1, 1),
      claim('A2', 'S4', 4, 3),
    ]);
    expect(found.map((c) => [c.serviceId, c.kind, c.claimed, c.offered])).toEqual([
      ['S2', 'over', 3, 2],
      ['S4', 'over', 4, 3],
      ['S1', 'shared', 3, 3],
    ]);
  });

  it('find what plans of a region count on from each other', () => {
    for (const gap of rollUp(source, plans, year).gaps) {
      const own = plans.filter((p) => p.region?.area_code === gap.region.area_code);
      const sum = own.reduce(
        (s, p) => s + p.figures.find((f) => f.id === `c.shortfall-${gap.serviceType}.end`)!.values!.average!,
        0,
      );
      expect(gap.ownGaps).toBeCloseTo(sum, 9);
    }
  });
});
