import { firstDay } from '../domain/calendar.ts';
import { machineText, packageVersion, runIdOf } from './manifest.ts';
import type { Manifest } from './manifest.ts';
import type { PreparedRun } from './prepare-run.ts';
import type { Unseated } from './simulate.ts';
import type { StopVerdict } from './stop-rule.ts';

/** What is known of a run when its files are written. */
export interface RunEnd {
  readonly started: Date;
  readonly commit: string | null;
  /** Draws that it came to have. */
  readonly draws: number;
  readonly verdict?: StopVerdict;
  readonly unseated: Unseated;
  /** Rows of `outcomes.csv`. */
  readonly figures: number;
  readonly files: Readonly<Record<string, string>>;
}

/** Makes the record of a run. */
export function manifestOf({ plan, inputs, repairs, seed, threads, key }: PreparedRun, end: RunEnd): Manifest {
  const finished = new Date();
  const { started, commit, draws, verdict, unseated, figures, files } = end;
  return {
    run_id: runIdOf(plan, seed, draws),
    scenario: plan.scenarioName,
    scenario_title: plan.scenarioTitle,
    ...(inputs.scenario.summary === undefined ? {} : { scenario_summary: inputs.scenario.summary }),
    ...(inputs.scenario.evidence === undefined ? {} : { scenario_evidence: inputs.scenario.evidence }),
    scenario_digest: plan.scenarioDigest,
    data: plan.dataName,
    data_digest: plan.dataDigest,
    plan_digest: plan.digest,
    seed,
    draws,
    ...(verdict && { until: verdict }),
    first_month: firstDay(plan.startMonth),
    months: plan.months,
    figures,
    version: packageVersion(),
    engine: key.engine,
    ...(key.events !== undefined && { events: key.events }),
    commit,
    node: process.version,
    machine: machineText(),
    threads,
    started: started.toISOString(),
    finished: finished.toISOString(),
    seconds: (finished.getTime() - started.getTime()) / 1000,
    status: { children: plan.childrenStatus, places: plan.placesStatus, money: plan.money.status },
    money: { price_base: plan.money.priceBase, not_priced: plan.money.notPriced },
    warnings: warningsOf(draws, unseated, verdict),
    repairs,
    files,
  };
}

function warningsOf(draws: number, unseated: Unseated, verdict: StopVerdict | undefined): string[] {
  const warnings: string[] = [];
  if (draws < 100)
    warnings.push(`Only ${draws} draws: ranges and probabilities are rough. Use at least 1,000 for a paper.`);
  if (verdict?.met === false) {
    warnings.push(
      `The stop rule was not met with the most draws allowed, ${draws.toLocaleString('en-GB')}: ${verdict.rule}. Give --draws a larger number and --resume.`,
    );
  }
  if (unseated.most > 0) {
    warnings.push(
      `At the start up to ${unseated.most} children (mean ${unseated.mean.toFixed(1)}) found no place in the services of the data set and were counted as placed outside the country.`,
    );
  }
  return warnings;
}
