import type { IsoDate } from '../../domain/calendar.ts';
import { NotRecorded } from '../../measures/condition-cells.ts';
import { readBlockIndex } from '../../experiments/read-blocks.ts';
import { eachDraw } from '../../experiments/each-draw.ts';
import { defaultGrid } from '../../measures/grid.ts';
import { compileEvents } from '../events/compile-events.ts';
import { EventJudge } from '../events/judge-events.ts';
import type { RiskEvent } from '../events/risk-event.ts';
import { readScheme, schemeNames } from '../schemes/read-scheme.ts';
import type { ImpactScales } from '../score/impact-scale.ts';
import type { JudgedRun } from '../score/judge-run.ts';
import { scoreEvent } from '../score/risk-score.ts';
import type { RiskScore } from '../score/risk-score.ts';

/** The score of one risk from the same draws, under a scheme and until a horizon. */
export interface OtherView {
  readonly horizon: IsoDate;
  readonly score: RiskScore;
}

/**
 * Scores one risk from the same draws under every shipped scheme (and others that are named) and for other horizons, so that
 * a Board sees whether it disagrees about the scheme, the horizon or the evidence.
 *
 * @param horizons last days beside that of the event; one that the run or the predicate does not allow is left out
 */
export async function otherViews(
  run: JudgedRun,
  event: RiskEvent,
  impacts: ImpactScales,
  horizons: readonly IsoDate[],
  schemes?: readonly string[],
): Promise<OtherView[]> {
  const grid = defaultGrid(run.plan);
  const members = run.events.filter(({ id }) => event.joint?.members.includes(id) === true);
  const asked = [event.horizon, ...horizons].flatMap((horizon) => {
    const events = [...members, event].map((one) => withHorizon(one, horizon));
    if (events.some((one) => one === undefined)) return [];
    try {
      const compiled = compileEvents(run.plan, grid, events as RiskEvent[]);
      return compiled.events.some(({ unrecorded }) => unrecorded !== undefined) ? [] : [{ horizon, compiled }];
    } catch (error) {
      if (error instanceof NotRecorded) return [];
      throw error;
    }
  });
  const index = await readBlockIndex(run.folder, run.manifest);
  const read = await Promise.all((schemes ?? (await schemeNames())).map((name) => readScheme(name)));
  return asked.flatMap(({ horizon, compiled }) => {
    const judge = new EventJudge(compiled, index.draws);
    eachDraw(run.folder, index, compiled.cells, false, (draw, values) => {
      judge.take(draw - index.first_draw, values);
    });
    const judged = judge.judged.at(-1)!;
    const { scenario, run_id: runId } = run.manifest;
    return read.map((scheme) => ({
      horizon,
      score: scoreEvent([{ judged, weight: 1 }], { scheme, impacts, state: 'current', scenario, runId }),
    }));
  });
}

/** An event until another day; undefined where its predicate does not go so far. */
export function withHorizon(event: RiskEvent, horizon: IsoDate): RiskEvent | undefined {
  const time = event.condition?.time;
  if (horizon === event.horizon || event.condition === undefined) return { ...event, horizon };
  if (time?.kind === 'by')
    return { ...event, horizon, condition: { ...event.condition, time: { kind: 'by', date: horizon } } };
  if (time?.kind !== 'from' || horizon < time.from) return undefined;
  return { ...event, horizon, condition: { ...event.condition, time: { ...time, to: horizon } } };
}
