import type { Scenario } from '../../assumptions/scenario/scenario.ts';
import type { DataSet } from '../../domain/tables.ts';
import type { Path } from '../../measures/headline.ts';
import type { Plan } from '../../simulation/plan/plan.ts';
import { study } from '../study.ts';
import type { NamedTest } from './named-tests.ts';
import type { KnownAnswer } from './paired.ts';
import type { StressDates } from './stress-dates.ts';
import type { StressOptions, StressPart } from './stress-result.ts';

/** Resamples of the draws behind each interval. */
export const RESAMPLES = 400;

/** A stress test that is ready to start: everything is read and checked. */
export interface PreparedStress {
  readonly data: DataSet;
  readonly scenario: Scenario;
  readonly plan: Plan;
  readonly dates: StressDates;
  readonly seed: number;
  readonly draws: number;
  readonly reverseDraws: number;
  readonly threads: number;
  readonly parts: readonly StressPart[];
  readonly tests: readonly { readonly test: NamedTest; readonly scenario: Scenario; readonly from: Scenario }[];
}

export type Proposed = NonNullable<StressOptions['tolerances']>;

/** Asks studies with one seed, and keeps count. */
export class Asker {
  simulated = 0;
  private readonly prepared: PreparedStress;
  private readonly options: StressOptions;

  constructor(prepared: PreparedStress, options: StressOptions) {
    this.prepared = prepared;
    this.options = options;
  }

  /** Answers for some plans, in their order. Threads are new each time, so that they do not keep plans of rounds past. */
  async ask(plans: readonly Plan[], draws: number, paths: readonly Path[], part: string): Promise<KnownAnswer[]> {
    const { seed, threads } = this.prepared;
    const { onProgress, signal } = this.options;
    const answers = await study(
      plans.map((plan) => ({ plan, seed, draws })),
      paths,
      {
        threads,
        ...(onProgress === undefined ? {} : { onProgress: (done, all) => onProgress(done, all, part) }),
        ...(signal === undefined ? {} : { signal }),
      },
    );
    this.simulated += plans.length * draws;
    return answers.map((answer) => ({ ...answer, seed, firstDraw: 0 }));
  }
}
