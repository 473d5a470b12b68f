import { InputError } from '../../domain/errors.ts';
import { eachDraw } from '../../experiments/each-draw.ts';
import { readDeclared } from '../../experiments/declared-answers.ts';
import type { Manifest } from '../../experiments/manifest.ts';
import { readBlockIndex } from '../../experiments/read-blocks.ts';
import { readManifest } from '../../experiments/read-run.ts';
import { readInputs } from '../../experiments/run-inputs.ts';
import type { RunInputs } from '../../experiments/run-inputs.ts';
import { readRunPlan } from '../../experiments/run-plan.ts';
import { NotRecorded } from '../../measures/condition-cells.ts';
import { defaultGrid } from '../../measures/grid.ts';
import type { Plan } from '../../simulation/plan/plan.ts';
import { compileEvents } from '../events/compile-events.ts';
import type { CompiledEvents } from '../events/compile-events.ts';
import { EventJudge } from '../events/judge-events.ts';
import type { JudgedEvent } from '../events/judge-events.ts';
import { readEvents } from '../events/read-events.ts';
import type { RiskEvent } from '../events/risk-event.ts';

/** A finished run whose draws were asked about some events. */
export interface JudgedRun {
  readonly folder: string;
  readonly manifest: Manifest;
  readonly inputs: RunInputs;
  readonly plan: Plan;
  readonly events: readonly RiskEvent[];
  readonly judged: readonly JudgedEvent[];
}

/**
 * Asks the draws of a finished run about the events of a file.
 *
 * @param check whether the draws are held against their digests first; they are unless told
 * @throws InputError when the run or the file is wrong, or an event needs figures that the run does not keep
 */
export async function judgeRun(folder: string, eventsFile: string, check = true): Promise<JudgedRun> {
  const manifest = await readManifest(folder);
  const inputs = await readInputs(folder, manifest);
  const events = await readEvents(eventsFile, inputs.areas);
  const { plan } = await readRunPlan(folder);
  const compiled = compileForRun(plan, events, eventsFile);
  const index = await readBlockIndex(folder, manifest);
  const asked = compiled.events.filter(({ unrecorded }) => unrecorded !== undefined);
  const declared =
    asked.length === 0
      ? new Map()
      : readDeclared(
          folder,
          index,
          plan,
          asked.map(({ event }) => ({ id: event.id, condition: event.condition! })),
        );
  const missing = asked.find(({ event }) => !declared.has(event.id));
  if (missing !== undefined) throw notDeclared(missing.event, missing.unrecorded!, eventsFile);
  refuseJointOfDeclared(
    events,
    asked.map(({ event }) => event.id),
    eventsFile,
  );
  const judge = new EventJudge(compiled, index.draws, declared);
  eachDraw(folder, index, compiled.cells, check, (draw, values) => {
    judge.take(draw - index.first_draw, values);
  });
  return { folder, manifest, inputs, plan, events, judged: judge.judged };
}

/** Compiles events for the figures that a run keeps. */
export function compileForRun(plan: Plan, events: readonly RiskEvent[], eventsFile: string): CompiledEvents {
  const grid = defaultGrid(plan);
  const problems = events.flatMap((event) => {
    try {
      compileEvents(plan, grid, [event]);
      return [];
    } catch (error) {
      if (!(error instanceof NotRecorded)) throw error;
      return [
        {
          kind: 'input' as const,
          file: eventsFile,
          column: event.id,
          problem: error.message,
          allowed: error.allowed,
          mend: 'Take another figure for the severity or the loss, or a horizon inside the run.',
        },
      ];
    }
  });
  if (problems.length > 0) throw new InputError(problems);
  return compileEvents(plan, grid, events);
}

function notDeclared(event: RiskEvent, why: NotRecorded, eventsFile: string): InputError {
  return new InputError([
    {
      kind: 'input',
      file: eventsFile,
      column: event.id,
      value: event.predicate ?? '',
      problem: `The run cannot tell this event from what it keeps. ${why.message}`,
      allowed: `${why.allowed} Or an event that was declared before the run.`,
      mend: `Make the run again with: market-stability run SCENARIO --events ${eventsFile}`,
    },
  ]);
}

/** An event that was judged inside the draws tells when it began, and not in which periods it went on. */
function refuseJointOfDeclared(events: readonly RiskEvent[], declared: readonly string[], eventsFile: string): void {
  const wrong = events.find(({ joint }) => joint?.atOnce === true && joint.members.some((id) => declared.includes(id)));
  if (wrong === undefined) return;
  const problem = 'Events that are judged inside the run cannot be asked whether they happen at once.';
  const allowed = 'at_once: false, or events that the figures of the run can tell.';
  throw new InputError([
    { kind: 'input', file: eventsFile, column: wrong.id, problem, allowed, mend: 'Change the joint.' },
  ]);
}
