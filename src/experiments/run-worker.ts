import { parentPort, workerData } from 'node:worker_threads';
import { faultOf } from './crew-fault.ts';
import { RunTasks, transferable } from './run-tasks.ts';
import type { TaskInputs, TaskKind, WorkOrder } from './run-tasks.ts';

/* A thread that does the tasks it is sent, one after the other. */
const tasks = new RunTasks(workerData as WorkOrder);
parentPort!.on('message', ({ kind, task }: { kind: TaskKind; task: TaskInputs[TaskKind] }) => {
  try {
    const result = tasks.do(kind, task);
    parentPort!.postMessage({ result }, transferable(result));
  } catch (error) {
    parentPort!.postMessage({ fault: faultOf(error) });
  }
});
