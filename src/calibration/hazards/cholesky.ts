/** Lower triangle L of a symmetric positive matrix, A = L L'. */
export function cholesky(matrix: readonly Float64Array[]): Float64Array[] {
  const n = matrix.length;
  const lower = Array.from({ length: n }, () => new Float64Array(n));
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i]![j]!;
      for (let k = 0; k < j; k++) sum -= lower[i]![k]! * lower[j]![k]!;
      if (i === j && sum <= 0) throw new RangeError('the matrix is not positive');
      lower[i]![j] = i === j ? Math.sqrt(sum) : sum / lower[j]![j]!;
    }
  }
  return lower;
}

/** Solves L x = b in place, for a lower triangle. */
export function solveLower(lower: readonly Float64Array[], b: Float64Array): void {
  for (let i = 0; i < b.length; i++) {
    const row = lower[i]!;
    let sum = b[i]!;
    for (let k = 0; k < i; k++) sum -= row[k]! * b[k]!;
    b[i] = sum / row[i]!;
  }
}

/** Solves L' x = b in place, for a lower triangle. */
export function solveUpper(lower: readonly Float64Array[], b: Float64Array): void {
  for (let i = b.length - 1; i >= 0; i--) {
    const x = b[i]! / lower[i]![i]!;
    b[i] = x;
    const row = lower[i]!;
    for (let k = 0; k < i; k++) b[k]! -= row[k]! * x;
  }
}
