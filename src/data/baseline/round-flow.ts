/** One connection of a network, with what flows along it. */
export interface Arc {
  readonly from: number;
  readonly to: number;
  flow: number;
}

/** Flows this close to a whole number are that number. Far under a child, far over rounding error. */
const WHOLE = 1e-6;

const fraction = (x: number): number => x - Math.floor(x);
const isWhole = (x: number): boolean => fraction(x) < WHOLE || fraction(x) > 1 - WHOLE;

/**
 * Makes every flow of a network whole, each to the whole number just under or just over it, and leaves the balance of
 * every node as it is (controlled rounding after Cox 1987, Journal of the American Statistical Association 82).
 *
 * A node with one fractional flow has another, since its balance is whole; so fractional flows contain a cycle. Pushing
 * flow round it until one becomes whole keeps every balance. The shorter of the two directions is taken, so that cells
 * move little; the same input always gives the same output.
 *
 * @param arcs changed in place. The balance of each node (in less out) must be a whole number.
 */
export function roundFlow(nodeCount: number, arcs: Arc[]): void {
  const touching: number[][] = Array.from({ length: nodeCount }, () => []);
  for (const [i, arc] of arcs.entries()) {
    if (isWhole(arc.flow)) arc.flow = Math.round(arc.flow);
    else {
      touching[arc.from]!.push(i);
      touching[arc.to]!.push(i);
    }
  }
  for (const [start, arc] of arcs.entries())
    while (!isWhole(arc.flow)) pushRound(cycleFrom(start, arcs, touching), arcs);
}

/** Arcs of a cycle of fractional flows, each with +1 when walked along its direction and -1 against it. */
function cycleFrom(start: number, arcs: readonly Arc[], touching: readonly number[][]): [number, 1 | -1][] {
  const path: [number, 1 | -1][] = [];
  const position = new Map<number, number>([[arcs[start]!.from, 0]]);
  let node = arcs[start]!.from;
  let arrivedBy = -1;
  let next = start;
  for (;;) {
    const arc = arcs[next]!;
    const forward = arc.from === node;
    path.push([next, forward ? 1 : -1]);
    node = forward ? arc.to : arc.from;
    arrivedBy = next;
    const seen = position.get(node);
    if (seen !== undefined) return path.slice(seen);
    position.set(node, path.length);
    const onward = touching[node]!.find((i) => i !== arrivedBy && !isWhole(arcs[i]!.flow));
    if (onward === undefined) throw new Error('a node does not balance to a whole number; round its totals first');
    next = onward;
  }
}

function pushRound(cycle: readonly [number, 1 | -1][], arcs: readonly Arc[]): void {
  let plus = Infinity;
  let minus = Infinity;
  for (const [i, sign] of cycle) {
    const down = fraction(arcs[i]!.flow);
    const up = 1 - down;
    plus = Math.min(plus, sign > 0 ? up : down);
    minus = Math.min(minus, sign > 0 ? down : up);
  }
  const push = plus <= minus ? plus : -minus;
  for (const [i, sign] of cycle) {
    const arc = arcs[i]!;
    arc.flow += sign * push;
    if (isWhole(arc.flow)) arc.flow = Math.round(arc.flow);
  }
}
