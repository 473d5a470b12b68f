import { parentPort, workerData } from 'node:worker_threads';
import type { Path } from '../measures/headline.ts';
import { faultOf } from './crew-fault.ts';
import { StudyTasks } from './study-tasks.ts';
import type { StudyTask } from './study-tasks.ts';

/* A thread that does the tasks of a study, one after the other. */
const tasks = new StudyTasks(workerData as readonly Path[]);
parentPort!.on('message', (task: StudyTask) => {
  try {
    const result = tasks.do(task);
    // Copied, not given away: that would slow all draws to come (see `transferable`).
    parentPort!.postMessage({ result });
  } catch (error) {
    parentPort!.postMessage({ fault: faultOf(error) });
  }
});
