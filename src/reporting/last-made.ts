/** Keeps what was made last, by everything that it is made from, so that the same is not made twice in a row of papers. */
export class LastMade<Made> {
  private readonly most: number;
  private readonly made = new Map<string, Promise<Made>>();

  /** @param most how many are kept */
  constructor(most: number) {
    this.most = most;
  }

  /**
   * What was made from this before, or else is made now. What failed is made again.
   *
   * @param from everything that it is made from
   */
  of(from: string, make: () => Promise<Made>): Promise<Made> {
    const known = this.made.get(from);
    if (known !== undefined) return known;
    const making = make();
    making.catch(() => this.made.delete(from));
    for (const [old] of [...this.made].slice(0, Math.max(0, this.made.size + 1 - this.most))) this.made.delete(old);
    this.made.set(from, making);
    return making;
  }
}
