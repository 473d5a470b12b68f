import type { MergeConflict } from './merge-packs.ts';
import { conflictsCsv, planMerge, readPack, refuseSameNames } from './merge-packs.ts';
import type { ReturnedPack } from './merge-packs.ts';
import { readRegister, settleChanges } from './settle.ts';
import type { Settled, SettleOptions } from './settle.ts';

/** How packs are merged. */
export interface MergeOptions extends SettleOptions {
  readonly register: string;
  readonly packs: readonly string[];
  readonly columns?: string;
  readonly sheet?: string;
}

/** What came of a merger. */
export interface MergedRegister extends Settled {
  readonly conflicts: readonly MergeConflict[];
  readonly notices: readonly string[];
}

/**
 * Proposes what chairs changed in their packs, or writes the approved changes into a new workbook. Cells that two people
 * changed to different values stand in `conflicts.csv`, and nothing is proposed for them.
 *
 * @throws InputError
 */
export async function mergePacks(options: MergeOptions): Promise<MergedRegister> {
  const packs: ReturnedPack[] = [];
  for (const file of options.packs) packs.push(await readPack(file, options.columns));
  refuseSameNames(packs);
  const read = await readRegister(options.register, options.columns, options.sheet);
  const { changes, conflicts, notices } = planMerge(read, packs);
  const settled = await settleChanges(
    read,
    changes,
    Object.fromEntries(packs.map(({ name, digest }) => [name, digest])),
    options,
    { 'conflicts.csv': conflictsCsv(conflicts) },
  );
  return { ...settled, conflicts, notices };
}
