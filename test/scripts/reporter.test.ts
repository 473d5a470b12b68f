import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import PlainTotals from '../reporter.mjs';

const printed: string[] = [];
beforeEach(() => {
  printed.length = 0;
  vi.spyOn(console, 'log').mockImplementation((line: string) => void printed.push(line));
});
afterEach(() => vi.restoreAllMocks());

type Modules = Parameters<PlainTotals['onTestRunEnd']>[0];
const modules = (states: readonly string[], errors: readonly unknown[] = []): Modules =>
  [
    {
      errors: () => errors,
      children: { allTests: () => states.map((state) => ({ result: () => ({ state }) })) },
    },
  ] as unknown as Modules;

describe('the closing line of a test run', () => {
  it.each([
    ['counts tests', modules(['passed', 'passed', 'failed']), [], 'failed', '2 passed, 1 failed'],
    ['names skipped tests', modules(['passed', 'skipped']), [], 'passed', '1 passed, 0 failed, 1 skipped'],
    ['counts a file that does not load', modules([], [new Error('x')]), [], 'failed', '0 passed, 1 failed'],
    ['counts an error outside the tests', modules(['passed']), [new Error('x')], 'failed', '1 passed, 1 failed'],
    ['does not call a run without tests a success', modules([]), [], 'failed', '0 passed, 1 failed'],
  ] as const)('%s', (_, given, errors, reason, line) => {
    new PlainTotals().onTestRunEnd(given, errors, reason);
    expect(printed.at(-1)).toBe(line);
    // What failed is named before it, a line each.
    const named = printed.slice(0, -1);
    expect(named.every((text) => text.startsWith('failed: '))).toBe(true);
    expect(named.length).toBe(
      reason === 'failed' && line !== '0 passed, 1 failed' ? 1 : errors.length + given[0]!.errors().length,
    );
  });
});
