import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { arch, cpus, platform } from 'node:os';
import type { Evidence } from '../assumptions/scenario/scenario.ts';
import { canonicalJson, digestOf } from '../domain/digest.ts';
import type { Repair } from '../domain/errors.ts';
import type { StopVerdict } from './stop-rule.ts';
import type { Plan } from '../simulation/plan/plan.ts';

/** Record of a run: what went in, what came out, and where and when it was made. */
export interface Manifest {
  readonly run_id: string;
  readonly scenario: string;
  readonly scenario_title: string;
  /** What the scenario is about, and what it rests on; runs of earlier versions do not say. */
  readonly scenario_summary?: string;
  readonly scenario_evidence?: readonly Evidence[];
  readonly scenario_digest: string;
  readonly data: string;
  readonly data_digest: string;
  readonly plan_digest: string;
  readonly seed: number;
  readonly draws: number;
  /** Stop rule of the run and what it found; left out where the number of draws was given. */
  readonly until?: StopVerdict;
  readonly first_month: string;
  readonly months: number;
  /** Rows of `outcomes.csv`. */
  readonly figures: number;
  readonly version: string;
  /** The program that made the draws: version, digest of its code, main version of Node. */
  readonly engine: string;
  /** Digest of the events that were judged inside the draws; left out where there are none. */
  readonly events?: string;
  readonly commit: string | null;
  readonly node: string;
  readonly machine: string;
  readonly threads: number;
  readonly started: string;
  readonly finished: string;
  readonly seconds: number;
  readonly status: { readonly children: string; readonly places: string; readonly money: string };
  /** Financial year to whose prices all money is brought, and what has no price and is in no figure of money. */
  readonly money: { readonly price_base: string; readonly not_priced: readonly string[] };
  readonly warnings: readonly string[];
  readonly repairs: readonly Repair[];
  /** SHA-256 of each file of the run; the files of draws are named with theirs in `blocks/index.json`, where draws are kept. */
  readonly files: Readonly<Record<string, string>>;
}

/** Name of a run: the digest of its plan, seed and draws, cut to 16 digits. No clock, commit or thread is in it. */
export function runIdOf(plan: Plan, seed: number, draws: number): string {
  return digestOf(canonicalJson({ plan: plan.digest, seed, draws })).slice(0, 16);
}

/** Version of this package. */
export function packageVersion(): string {
  return (JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string })
    .version;
}

/** Commit of the sources, with `+` after it when they have been changed since; null outside a checkout. */
export function commitOfSources(): string | null {
  const folder = new URL('../../', import.meta.url);
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    return git('rev-parse', 'HEAD') + (git('status', '--porcelain', '--', 'src', 'data') === '' ? '' : '+');
  } catch {
    return null;
  }
}

/** The machine in words: system, processor, threads. */
export function machineText(): string {
  const processors = cpus();
  return `${platform()} ${arch()}, ${processors.length} x ${processors[0]?.model.trim() ?? 'unknown processor'}`;
}
