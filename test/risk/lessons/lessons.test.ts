import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { riskLessonsCommand } from '../../../src/cli/risk-lessons.ts';
import { calibrationOf } from '../../../src/risk/lessons/calibration.ts';
import { forecastMisses, judgedOverrides, overturnedAssumptions } from '../../../src/risk/lessons/draft-lessons.ts';
import { withDrafts } from '../../../src/risk/lessons/lesson.ts';
import { historyCsv, historyOf } from '../../../src/risk/register/score-history.ts';
import type { HistoryRow } from '../../../src/risk/register/score-history.ts';
import type { ScoreRow } from '../../../src/risk/score-row.ts';
import { temporaryFolder } from '../../data/temporary-folder.ts';
import { scoreRow } from '../register/made-up-scores.ts';

const folder = await temporaryFolder();
const at = (name: string): string => join(folder, name);
const history = (date: string, ...rows: (Partial<ScoreRow> & { risk_id: string })[]): HistoryRow[] =>
  historyOf(rows.map(scoreRow), date);
const closed = (risk_id: string, happened: boolean) => ({ risk_id, closed: '2027-01-01', happened });

describe('the Brier score of closed risks', () => {
  const rows = history(
    '2026-01-01',
    { risk_id: 'A', probability: 0.9 },
    { risk_id: 'B', probability: 0.2 },
    { risk_id: 'C', probability: 0.2, likelihood_level: 2 },
  );
  it('is the mean squared difference of probability and outcome', () => {
    const { brier, climatology, risks } = calibrationOf(rows, [
      closed('A', true),
      closed('B', false),
      closed('C', true),
    ]);
    // (0.01 + 0.04 + 0.64) / 3; always saying 2/3 gives 2/9.
    expect(brier!.score).toBeCloseTo(0.23, 12);
    expect(climatology).toBeCloseTo(2 / 9, 12);
    expect(risks).toBe(3);
    // Standard error of the mean of 0.01, 0.04 and 0.64.
    expect(brier!.high - brier!.score).toBeCloseTo(
      1.959963984540054 * Math.sqrt((0.22 ** 2 + 0.19 ** 2 + 0.41 ** 2) / 6),
      9,
    );
  });
  it('comes with the reliability of each level and a warning at small numbers', () => {
    const { reliability, warnings } = calibrationOf(rows, [
      closed('A', true),
      closed('B', false),
      closed('C', true),
      closed('D', true),
    ]);
    expect(reliability.map((r) => [r.likelihood, r.risks, r.happened])).toEqual([
      ['2', 1, 1],
      ['4', 2, 1],
    ]);
    expect(reliability[1]!.low).toBeGreaterThan(0.09);
    expect(reliability[1]!.high).toBeLessThan(0.91);
    expect(warnings.join(' ')).toContain('3 closed risks are too few');
    expect(warnings.join(' ')).toContain('1 closed risk has no modelled probability');
  });
  it('takes the last score before the day of closing', () => {
    const later = [
      ...rows,
      ...history('2026-06-01', { risk_id: 'A', probability: 0.5 }),
      ...history('2027-02-01', { risk_id: 'A', probability: 1 }),
    ];
    expect(calibrationOf(later, [closed('A', true)]).brier!.score).toBeCloseTo(0.25, 12);
    expect(calibrationOf([], []).brier).toBeUndefined();
  });
});

describe('lessons', () => {
  const columns = ['origin', 'horizon', 'area_code', 'type', 'actual', 'p50', 'p025', 'p975', 'covered_95'];
  const row = (type: string, actual: number, covered: string) => ({
    origin: '2020-03-31',
    horizon: '2',
    area_code: 'W92000004',
    type,
    actual: String(actual),
    p50: '50',
    p025: '40',
    p975: '60',
    covered_95: covered,
  });
  it('are drafted from series that missed more than was to be expected', () => {
    const rows = [
      row('foster', 90, '0'),
      row('foster', 70, '0'),
      row('foster', 50, '1'),
      row('secure', 70, '0'),
      row('secure', 50, '1'),
    ];
    const drafts = forecastMisses(columns, rows);
    expect(drafts.map(({ key }) => key)).toEqual(['forecast W92000004, foster']);
    expect(drafts[0]!.happened).toContain(
      '2 of 3 counts came outside the range of 95 %; about 0.2 were to be expected. Furthest: from 2020-03-31, 2 ahead, 90 came and 40 to 60 was said.',
    );
  });
  const assumption = (id: string, low: string, central: string, high: string) => ({
    id,
    meaning: `Meaning of ${id}`,
    unit: 'per year',
    low,
    central,
    high,
    source: 's',
  });
  it('are drafted from assumptions whose new value lies outside the old range', () => {
    const drafts = overturnedAssumptions(
      [assumption('a', '1', '2', '3'), assumption('b', '1', '2', '3'), assumption('c', '', '2', '')],
      [assumption('a', '3', '4', '5'), assumption('b', '2', '3', '4'), assumption('c', '', '9', '')],
    );
    expect(drafts.map(({ event }) => event)).toEqual(['The assumption a was overturned']);
    expect(overturnedAssumptions([assumption('a', '1', '2', '3')], [])[0]!.event).toContain('dropped');
  });
  it('are drafted from overrides, for and against', () => {
    const both = (risk_id: string, level: number) => [
      { risk_id },
      {
        risk_id,
        kind: 'agreed' as const,
        likelihood_level: level,
        score: 5 * level,
        who: 'Board',
        reason: 'precaution',
      },
    ];
    const rows = history('2026-01-01', ...both('A', 5), ...both('B', 5), ...both('C', 2), ...both('D', 4));
    const drafts = judgedOverrides(rows, [closed('A', true), closed('B', false), closed('C', true), closed('D', true)]);
    expect(drafts.map(({ risks, happened }) => `${risks} ${/speaks (\w+) the override/.exec(happened)?.[1]}`)).toEqual([
      'A for',
      'B against',
      'C against',
    ]);
  });
  it('keep what people have written, and are not drafted twice', () => {
    const draft = { key: 'k', event: 'e', happened: 'h', evidence: '' };
    const log = withDrafts([], [draft], '2026-11-22');
    expect(log[0]).toMatchObject({ id: 'L-01', status: 'draft', recommendation: 'To be written' });
    const written = [{ ...log[0]!, status: 'complete', recommendation: 'Ask owners each quarter' }];
    expect(
      withDrafts(written, [draft, { ...draft, key: 'other' }], '2027-01-01').map(({ id, status }) => `${id} ${status}`),
    ).toEqual(['L-01 complete', 'L-02 draft']);
  });
  it('are written with the calibration beside them', async () => {
    await writeFile(at('history.csv'), historyCsv(history('2026-01-01', { risk_id: 'A', probability: 0.9 })));
    await writeFile(at('closed.csv'), 'risk_id,closed,happened\nA,2027-01-01,no\n');
    const lines: string[] = [];
    const args = [
      '--date',
      '2027-01-02',
      '--history',
      at('history.csv'),
      '--closed',
      at('closed.csv'),
      '--before',
      'data/wales/assumptions.csv',
      '--after',
      'data/wales/assumptions.csv',
    ];
    expect(
      await riskLessonsCommand([...args, '--out', at('out')], {
        out: (line) => lines.push(line),
        err: (line) => lines.push(line),
      }),
    ).toBe(0);
    expect(lines.join('\n')).toContain('Brier score of 1 closed risks: 0.810');
    expect(await readFile(join(folder, 'out', 'calibration.csv'), 'utf8')).toContain('brier,,,1,,,0.81');
    await writeFile(at('closed.csv'), 'risk_id,closed,happened\nA,2027-01-01,perhaps\n');
    expect(
      await riskLessonsCommand([...args, '--out', at('other')], {
        out: () => undefined,
        err: (line) => lines.push(line),
      }),
    ).toBe(2);
    expect(lines.at(-1)).toContain('row 2, column happened');
  });
});
