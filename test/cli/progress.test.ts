import { afterEach, describe, expect, it, vi } from 'vitest';
import { progressLine } from '../../src/cli/progress.ts';

afterEach(() => vi.restoreAllMocks());

describe('progress', () => {
  const lines: string[] = [];
  const output = { out: () => expect.fail('progress is no answer'), err: (line: string) => void lines.push(line) };

  it('is one line for each tenth where nobody watches, and no more however often it is told', () => {
    lines.length = 0;
    const tell = progressLine('draws', output, false);
    for (let done = 1; done <= 1000; done++) tell(done, 1000);
    expect(lines).toHaveLength(10);
    expect(lines[0]).toBe('100 of 1000 draws');
    expect(lines.at(-1)).toBe('1000 of 1000 draws');
  });

  it('ends with all of them when they come in blocks', () => {
    lines.length = 0;
    const tell = progressLine('draws', output, false);
    for (const done of [20, 40, 50]) tell(done, 50);
    expect(lines).toEqual(['20 of 50 draws', '40 of 50 draws', '50 of 50 draws']);
  });

  it('is one line that renews itself on a terminal, and is wiped when all is done', () => {
    lines.length = 0;
    const written: string[] = [];
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0);
    const tell = progressLine('draws', output, true);
    tell(20, 40);
    tell(40, 40);
    expect(lines).toEqual([]);
    expect(written[0]).toMatch(/^\r20 of 40 draws, about \d+ s left /);
    expect(written.at(-1)).toBe('\r\u001b[K');
    expect(written.join('')).not.toContain('\n');
  });
});
