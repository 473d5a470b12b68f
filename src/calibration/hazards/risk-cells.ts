import type { Sector } from '../../domain/vocabulary.ts';
import type { OwnerBand, PlacesBand } from './bands.ts';
import { yearPieces } from './day-number.ts';
import type { Spell } from './spells.ts';

/** Services that share a hazard: a sector, a band of places, a band of the owner, a calendar year. */
export interface RiskGroup {
  readonly sector: Sector;
  readonly size: PlacesBand;
  readonly owner: OwnerBand;
  readonly year: number;
}

/**
 * All that the spells of one cause say about its hazards. With hazards h by group, the logarithm of the likelihood is
 * -sum(survived h) + sum(dated ln h) + sum over cells of events ln(1 - (1 - slip) exp(-H)), where H is the summed hazard of the
 * cell: exact for any length of interval, with no event placed at a date that nobody knows.
 */
export interface RiskCells {
  readonly groups: readonly RiskGroup[];
  /** Years of services in which nothing happened, by group; those before a dated event are among them. */
  readonly survived: Float64Array;
  /** Events whose day is known, by group. */
  readonly dated: Float64Array;
  /** Years at risk by group, half of each interval with an undated event in it: weights, and no part of the likelihood. */
  readonly atRisk: Float64Array;
  /** Intervals in which an event fell. */
  readonly cells: readonly {
    readonly events: number;
    /** Chance that an open service is left out of the list in which it is missed, where it cannot be seen to return. */
    readonly slip: number;
    readonly groups: Int32Array;
    readonly years: Float64Array;
  }[];
}

/** Sums the spells of one cause. */
export function riskCells(spells: readonly Spell[], slip: number): RiskCells {
  const groups: RiskGroup[] = [];
  const survived: number[] = [];
  const dated: number[] = [];
  const atRisk: number[] = [];
  const at = new Map<string, number>();
  const pieces = new Map<string, ReturnType<typeof yearPieces>>();
  const tallies = new Map<string, { readonly spell: Spell; none: number; within: number; atEnd: number }>();
  for (const spell of spells) {
    const key = `${spell.sector}|${spell.size}|${spell.owner}|${spell.from}|${spell.to}|${spell.mayReturn}`;
    let tally = tallies.get(key);
    if (tally === undefined) tallies.set(key, (tally = { spell, none: 0, within: 0, atEnd: 0 }));
    if (spell.event === 'none') tally.none++;
    else if (spell.event === 'within') tally.within++;
    else tally.atEnd++;
  }
  const groupOf = (spell: Spell, year: number): number => {
    const { sector, size, owner } = spell;
    const key = `${sector}|${size}|${owner}|${year}`;
    let group = at.get(key);
    if (group === undefined) {
      at.set(key, (group = groups.push({ sector, size, owner, year }) - 1));
      survived.push(0);
      dated.push(0);
      atRisk.push(0);
    }
    return group;
  };
  const cells: RiskCells['cells'][number][] = [];
  for (const [, { spell, none, within, atEnd }] of [...tallies].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const dates = `${spell.from}|${spell.to}`;
    let parts = pieces.get(dates);
    if (parts === undefined) pieces.set(dates, (parts = yearPieces(spell.from, spell.to)));
    const own = parts.map((piece) => groupOf(spell, piece.year));
    parts.forEach((piece, i) => {
      survived[own[i]!]! += (none + atEnd) * piece.years;
      atRisk[own[i]!]! += (none + atEnd + within / 2) * piece.years;
    });
    if (atEnd > 0) dated[own.at(-1)!]! += atEnd;
    if (within > 0)
      cells.push({
        events: within,
        slip: spell.mayReturn ? slip : 0,
        groups: Int32Array.from(own),
        years: Float64Array.from(parts, (piece) => piece.years),
      });
  }
  return {
    groups,
    survived: Float64Array.from(survived),
    dated: Float64Array.from(dated),
    atRisk: Float64Array.from(atRisk),
    cells,
  };
}
