import { gammaCdf, normalQuantile } from '../../random/quantiles.ts';

/** One subject: from when it is watched, until when, and whether the event came then. Times in any unit, entry < exit. */
export interface Watched {
  readonly entry: number;
  readonly exit: number;
  readonly event: boolean;
}

/** A step of a survival curve. */
export interface SurvivalStep {
  readonly time: number;
  /** Watched just before: entered earlier, not yet gone. */
  readonly atRisk: number;
  readonly events: number;
  /** Share that goes on past this time. */
  readonly survival: number;
  /** 95 % interval, by Greenwood's variance on the scale log(-log). Not a number where survival is 0 or 1. */
  readonly low: number;
  readonly high: number;
}

/**
 * The survival curve of Kaplan and Meier (1958), with late entry: a subject counts from its entry on. One step for each
 * time of an event; empty where none came.
 *
 * @example
 * kaplanMeier([{ entry: 0, exit: 6, event: true }, { entry: 0, exit: 9, event: false }])[0].survival; // 0.5
 */
export function kaplanMeier(subjects: readonly Watched[]): SurvivalStep[] {
  const z = normalQuantile(0.975);
  let survival = 1;
  let variance = 0;
  return stepsOf(subjects).map(({ time, atRisk, events }) => {
    survival *= 1 - events / atRisk;
    variance += events / (atRisk * (atRisk - events));
    const factor = Math.exp((z * Math.sqrt(variance)) / Math.abs(Math.log(survival)));
    const isOpen = survival > 0 && survival < 1;
    return {
      time,
      atRisk,
      events,
      survival,
      low: isOpen ? survival ** factor : NaN,
      high: isOpen ? survival ** (1 / factor) : NaN,
    };
  });
}

/** The times of events, how many were watched just before, and how many events came. */
function stepsOf(subjects: readonly Watched[]): { time: number; atRisk: number; events: number }[] {
  const entries = Float64Array.from(subjects, (s) => s.entry).sort();
  const exits = Float64Array.from(subjects, (s) => s.exit).sort();
  const times = Float64Array.from(
    subjects.filter((s) => s.event),
    (s) => s.exit,
  ).sort();
  const steps: { time: number; atRisk: number; events: number }[] = [];
  let entered = 0;
  let gone = 0;
  for (const time of times) {
    const last = steps.at(-1);
    if (last?.time === time) {
      last.events++;
      continue;
    }
    while (entered < entries.length && entries[entered]! < time) entered++;
    while (gone < exits.length && exits[gone]! < time) gone++;
    steps.push({ time, atRisk: entered - gone, events: 1 });
  }
  return steps;
}

/** The log-rank test: do groups survive alike? */
export interface LogRank {
  readonly chiSquare: number;
  readonly degrees: number;
  /** Chance of a difference as great where all survive alike; 1 where there is one group. */
  readonly p: number;
  /** Events of each group, and how many were to be expected if all survived alike. */
  readonly observed: readonly number[];
  readonly expected: readonly number[];
}

/** The log-rank test of Mantel (1966) between groups, with late entry. */
export function logRank(groups: readonly (readonly Watched[])[]): LogRank {
  const k = groups.length;
  const all = stepsOf(groups.flat());
  const tables = groups.map((group) => ({ group, steps: new Map(stepsOf(group).map((s) => [s.time, s.events])) }));
  const observed = groups.map((group) => group.filter((s) => s.event).length);
  const expected = groups.map(() => 0);
  const covariance = Array.from({ length: k }, () => new Float64Array(k));
  for (const { time, atRisk, events } of all) {
    const own = tables.map(({ group }) => group.reduce((n, s) => n + (s.entry < time && s.exit >= time ? 1 : 0), 0));
    const spread = atRisk > 1 ? (events * (atRisk - events)) / (atRisk - 1) : 0;
    for (let i = 0; i < k; i++) {
      const share = own[i]! / atRisk;
      expected[i]! += events * share;
      for (let j = 0; j < k; j++) covariance[i]![j]! += spread * share * ((i === j ? 1 : 0) - own[j]! / atRisk);
    }
  }
  // The last group follows from the others; a group that was never at risk beside another tells nothing.
  const used = groups.map((_, i) => i).filter((i) => covariance[i]![i]! > 1e-12);
  const free = used.slice(0, -1);
  const chiSquare = quadraticForm(
    free.map((i) => free.map((j) => covariance[i]![j]!)),
    free.map((i) => observed[i]! - expected[i]!),
  );
  const degrees = free.length;
  return { chiSquare, degrees, p: degrees === 0 ? 1 : 1 - gammaCdf(chiSquare / 2, degrees / 2), observed, expected };
}

/** x' A^-1 x by elimination with the largest pivot. */
function quadraticForm(matrix: readonly (readonly number[])[], x: readonly number[]): number {
  const rows = matrix.map((row, i) => [...row, x[i]!]);
  const n = rows.length;
  for (let c = 0; c < n; c++) {
    let best = c;
    for (let r = c + 1; r < n; r++) if (Math.abs(rows[r]![c]!) > Math.abs(rows[best]![c]!)) best = r;
    [rows[c], rows[best]] = [rows[best]!, rows[c]!];
    for (let r = 0; r < n; r++) {
      if (r === c) continue;
      const factor = rows[r]![c]! / rows[c]![c]!;
      for (let j = c; j <= n; j++) rows[r]![j]! -= factor * rows[c]![j]!;
    }
  }
  return x.reduce((sum, value, i) => sum + (value * rows[i]![n]!) / rows[i]![i]!, 0);
}
