import { describe, expect, it } from 'vitest';
import { transferable } from '../../src/experiments/run-tasks.ts';

describe('what a thread gives away', () => {
  it('is never the numbers of draws: its next draws would take an eighth longer', () => {
    expect(transferable({ values: new Float32Array(8), unseated: new Int32Array(2) })).toEqual([]);
  });

  it('is the bytes of a part of the outcomes, after which no draws come', () => {
    const csv = new Uint8Array(4);
    const bytes = new Uint8Array(6);
    const part = { csv, parquet: { bytes } } as unknown as Parameters<typeof transferable>[0];
    expect(transferable(part)).toEqual([csv.buffer, bytes.buffer]);
  });
});
