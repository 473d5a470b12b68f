import { parentPort, workerData } from 'node:worker_threads';
import type { Plan } from '../simulation/plan/plan.ts';
import { BlockRunner } from './simulate-block.ts';

/* A thread that runs the blocks it is sent, one after the other. */
const { plan, seed } = workerData as { plan: Plan; seed: number };
const runner = new BlockRunner(plan);
parentPort!.on('message', ({ block, first, draws }: { block: number; first: number; draws: number }) => {
  const { values, unseated } = runner.run(seed, first, draws);
  parentPort!.postMessage({ block, values, unseated }, [values.buffer as ArrayBuffer, unseated.buffer as ArrayBuffer]);
});
