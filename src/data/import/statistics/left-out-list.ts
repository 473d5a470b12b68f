import type { LeftOut } from '../import-format.ts';
import type { Place } from '../problems.ts';

/** Gathers what is left out of the tables, each reason once with its number. */
export class LeftOutList {
  private readonly reasons = new Map<string, { count: number; example: string }>();

  /** Adds one figure. */
  add(reason: string, { place, value }: { readonly place: Place; readonly value: string }, count = 1): void {
    const known = this.reasons.get(reason);
    if (known === undefined)
      this.reasons.set(reason, { count, example: `${place.file}${place.row === undefined ? '' : `, row ${place.row}`}: ${value.slice(0, 80)}` });
    else known.count += count;
  }

  /** Adds all of another list. */
  join(other: LeftOutList): void {
    for (const [reason, { count, example }] of other.reasons) {
      const known = this.reasons.get(reason);
      if (known === undefined) this.reasons.set(reason, { count, example });
      else known.count += count;
    }
  }

  get count(): number {
    return [...this.reasons.values()].reduce((sum, { count }) => sum + count, 0);
  }

  list(): LeftOut[] {
    return [...this.reasons].map(([reason, { count, example }]) => ({ reason, count, example }));
  }
}
