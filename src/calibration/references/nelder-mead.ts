/**
 * The least value of a function near a start, by the simplex of Nelder and Mead (1965) with restarts.
 *
 * @param step size of the first simplex in each direction
 * @returns the point and the value there
 */
export function nelderMead(
  of: (point: readonly number[]) => number,
  start: readonly number[],
  step: readonly number[],
  most = 400 * start.length,
): { readonly point: readonly number[]; readonly value: number } {
  let best = { point: [...start], value: of(start) };
  for (let restart = 0; restart < 3; restart++) {
    const before = best.value;
    best = oneSimplex(of, best, step, most);
    if (before - best.value < 1e-10 * (1 + Math.abs(best.value))) break;
  }
  return best;
}

interface Corner {
  readonly point: number[];
  readonly value: number;
}

function oneSimplex(
  of: (point: readonly number[]) => number,
  start: Corner,
  step: readonly number[],
  most: number,
): Corner {
  const n = start.point.length;
  const corner = (point: number[]): Corner => ({ point, value: of(point) });
  const simplex = [start, ...step.map((s, i) => corner(start.point.map((x, j) => (i === j ? x + s : x))))];
  for (let turn = 0; turn < most; turn++) {
    simplex.sort((a, b) => a.value - b.value);
    const [least, worst] = [simplex[0]!, simplex[n]!];
    if (Math.abs(worst.value - least.value) < 1e-12 * (1 + Math.abs(least.value))) break;
    const centre = start.point.map((_, i) => simplex.slice(0, n).reduce((s, c) => s + c.point[i]!, 0) / n);
    const along = (factor: number): Corner => corner(centre.map((c, i) => c + factor * (worst.point[i]! - c)));
    const reflected = along(-1);
    if (reflected.value < least.value) {
      const expanded = along(-2);
      simplex[n] = expanded.value < reflected.value ? expanded : reflected;
    } else if (reflected.value < simplex[n - 1]!.value) simplex[n] = reflected;
    else {
      const contracted = reflected.value < worst.value ? along(-0.5) : along(0.5);
      if (contracted.value < Math.min(worst.value, reflected.value)) simplex[n] = contracted;
      else
        for (let k = 1; k <= n; k++)
          simplex[k] = corner(simplex[k]!.point.map((x, i) => least.point[i]! + (x - least.point[i]!) / 2));
    }
  }
  return simplex.sort((a, b) => a.value - b.value)[0]!;
}
