import { afterEach, describe, expect, it, vi } from 'vitest';
import { headlineWords, progressLine } from '../../src/cli/progress.ts';

afterEach(() => vi.restoreAllMocks());

const headline = {
  target: {
    title: 'Children waiting',
    areaCode: 'W92000004',
    status: 'illustrative',
    statistic: 'mean',
    cells: [0],
    ofDraw: () => 0,
  },
  draws: 20,
  value: 24.78333,
  mcError: 9.419,
  varies: true,
} as const;

describe('progress', () => {
  const lines: string[] = [];
  const output = { out: () => expect.fail('progress is no answer'), err: (line: string) => void lines.push(line) };

  it('is one line for each tenth where nobody watches, and no more however often it is told', () => {
    lines.length = 0;
    const tell = progressLine('draws', output, false);
    for (let done = 1; done <= 1000; done++) tell(done, 1000);
    expect(lines).toHaveLength(10);
    expect(lines[0]).toMatch(/^100 of 1,000 draws, about \d+ s left$/);
    expect(lines.at(-1)).toBe('1,000 of 1,000 draws');
  });

  it('ends with all of them when they come in blocks', () => {
    lines.length = 0;
    const tell = progressLine('draws', output, false);
    for (const done of [20, 40, 50]) tell(done, 50);
    expect(lines.map((line) => line.split(',')[0])).toEqual(['20 of 50 draws', '40 of 50 draws', '50 of 50 draws']);
  });

  it('is a bar that redraws itself on a terminal, no wider than it, and is wiped when all is done', () => {
    lines.length = 0;
    const written: string[] = [];
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0);
    const tell = progressLine('draws', output, true);
    tell(20, 40, () => headline);
    tell(40, 40);
    expect(lines).toEqual([]);
    expect(written[0]).toMatch(/^\r\[#{10}-{10}\] 20 of 40 draws, about \d+ s left; Children wa/);
    expect(written[0]!.replace(/^\r|\u001b\[K$/g, '').length).toBeLessThan(process.stderr.columns || 80);
    expect(written.at(-1)).toBe('\r\u001b[K');
    expect(written.join('')).not.toContain('\n');
  });

  it('says the number that the run is about, its Monte Carlo error and its status', () => {
    expect(headlineWords(headline)).toBe('; Children waiting: 24.8, Monte Carlo error 9.42 (illustrative)');
    expect(headlineWords({ ...headline, mcError: NaN })).toContain('Monte Carlo error not known yet');
  });

  it('does not take what was there before for what it made', () => {
    lines.length = 0;
    const tell = progressLine('draws', output, false, true);
    tell(500, 1000, undefined, 500);
    expect(lines).toEqual(['500 of at most 1,000 draws']);
  });
});
