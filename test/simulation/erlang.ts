/** Chance that all beds of a loss system are full (Erlang 1917), by its recursion. */
export function erlangB(beds: number, load: number): number {
  let blocked = 1;
  for (let k = 1; k <= beds; k++) blocked = (load * blocked) / (k + load * blocked);
  return blocked;
}
