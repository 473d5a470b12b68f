import type { FitLuck } from './luck.ts';

/** Share of proposals that should be taken up by a value of its own (Gelman, Roberts and Gilks 1996). */
const WANTED = 0.44;
/** Size of the first steps, on logarithms. */
const FIRST_SIZE = 0.3;

/** Metropolis steps of one value each, whose sizes are learnt. */
export class Proposals {
  /** Size of the learning in this turn; 0 when draws are kept. */
  learning = 0;
  private readonly luck: FitLuck;
  private readonly most: number;
  private readonly sizes = new Map<string, Float64Array>();

  /** @param most values of one name */
  constructor(luck: FitLuck, most: number) {
    this.luck = luck;
    this.most = most;
  }

  /**
   * Proposes a change, and takes it up by chance.
   *
   * @param worth change of the logarithm of the chance
   */
  propose(
    name: string,
    index: number,
    worth: (by: number) => number,
    take: (by: number) => void,
    refuse?: (by: number) => void,
  ): void {
    let sizes = this.sizes.get(name);
    if (sizes === undefined) {
      sizes = new Float64Array(this.most).fill(Math.log(FIRST_SIZE));
      this.sizes.set(name, sizes);
    }
    const by = Math.exp(sizes[index]!) * this.luck.normal();
    const chance = Math.min(1, Math.exp(worth(by)));
    if (this.learning > 0) sizes[index]! += this.learning * (chance - WANTED);
    if (this.luck.uniform() < chance) take(by);
    else refuse?.(by);
  }
}
