import type { Repair } from '../domain/errors.ts';

/** Repairs that are said on a terminal; all stand in a file. */
const SHOWN = 10;

/** The first repairs of an input, a line each, and how many more there are. */
export function repairLines(repairs: readonly Repair[], file = 'manifest.json'): string[] {
  const lines = repairs.slice(0, SHOWN).map((r) => `  repair: ${r.file}: found ${r.found}; used ${r.used}; ${r.why}`);
  const more = repairs.length - SHOWN;
  return more > 0 ? [...lines, `  ${more} more repairs are listed in ${file}.`] : lines;
}
