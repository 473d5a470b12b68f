import type { Repair } from '../../domain/errors.ts';

/** Repairs of one file. Many of one kind in one column are told once, with their number. */
export class RepairList {
  private readonly file: string;
  private readonly kinds = new Map<string, { first: Omit<Repair, 'file'>; count: number }>();

  constructor(file: string) {
    this.file = file;
  }

  add(repair: Omit<Repair, 'file'>): void {
    const key = `${repair.column ?? ''}\u0000${repair.why}`;
    const known = this.kinds.get(key);
    if (known) known.count += 1;
    else this.kinds.set(key, { first: repair, count: 1 });
  }

  list(): readonly Repair[] {
    return [...this.kinds.values()].map(({ first, count }) => ({
      file: this.file,
      ...first,
      why: count === 1 ? first.why : `${first.why} (and ${(count - 1).toLocaleString('en-GB')} more)`,
    }));
  }
}
