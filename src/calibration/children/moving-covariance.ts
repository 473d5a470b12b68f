import { cholesky } from '../hazards/cholesky.ts';

/** Points that are left out at first: the walk is still on its way. */
const LEFT_OUT = 100;
const RENEWED_EVERY = 50;
const LEAST_VARIANCE = 1e-8;

/** Directions in which some values move together, learnt from where a walk has been (Haario, Saksman and Tamminen 2001). */
export class MovingCovariance {
  private readonly size: number;
  private readonly mean: Float64Array;
  private readonly squares: readonly Float64Array[];
  private lower: readonly Float64Array[] | undefined;
  private seen = 0;

  constructor(size: number) {
    this.size = size;
    this.mean = new Float64Array(size);
    this.squares = Array.from({ length: size }, () => new Float64Array(size));
  }

  learn(point: readonly number[]): void {
    this.seen++;
    const n = this.seen - LEFT_OUT;
    if (n <= 0) return;
    const before = point.map((x, i) => x - this.mean[i]!);
    for (let i = 0; i < this.size; i++) this.mean[i]! += before[i]! / n;
    for (let i = 0; i < this.size; i++)
      for (let j = 0; j < this.size; j++) this.squares[i]![j]! += before[i]! * (point[j]! - this.mean[j]!);
    if (n % RENEWED_EVERY !== 0 || n < 2 * this.size) return;
    this.lower = cholesky(
      this.squares.map((row, i) => row.map((s, j) => s / (n - 1) + (i === j ? LEAST_VARIANCE : 0))),
    );
  }

  /** A direction of the size of the spread there, from one Normal number for each value; undefined before it is known. */
  direction(normals: readonly number[]): number[] | undefined {
    return this.lower?.map((row) => row.reduce((sum, v, j) => sum + v * (normals[j] ?? 0), 0));
  }
}
