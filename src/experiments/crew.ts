import type { RunTasks, TaskInputs, TaskKind, TaskResults, WorkOrder } from './run-tasks.ts';
import { Thread } from './thread.ts';

/** Results for each thread that may wait for an earlier one to be taken. */
const RESULTS_AHEAD = 2;

/** One that does tasks: a thread of its own, or this one. */
interface Hand {
  readonly ask: (kind: TaskKind, task: TaskInputs[TaskKind]) => Promise<TaskResults[TaskKind]>;
  readonly close: () => Promise<unknown>;
}

/** Threads that share the tasks of a run. One thread is this one: no other is started for it. */
export class Crew {
  private readonly hands: readonly Hand[];
  private readonly stopped: Promise<never>;
  private closed = false;

  /** @param signal ends what is going on with its reason */
  constructor(order: WorkOrder, threads: number, signal?: AbortSignal) {
    this.hands = threads === 1 ? [sameThread(order)] : Array.from({ length: threads }, () => ownThread(order));
    this.stopped = new Promise<never>((_, reject) => {
      const stop = (): void => {
        reject(signal!.reason as Error);
      };
      if (signal?.aborted === true) stop();
      else signal?.addEventListener('abort', stop, { once: true });
    });
    this.stopped.catch(() => undefined);
  }

  /**
   * Does tasks. Results are taken one at a time; in the order of the tasks when `inOrder` is set, and then threads do not run
   * far ahead of what has been taken.
   */
  async each<K extends TaskKind>(
    kind: K,
    tasks: readonly TaskInputs[K][],
    inOrder: boolean,
    take: (result: TaskResults[K], index: number) => void | Promise<void>,
  ): Promise<void> {
    const ready = new Map<number, TaskResults[K]>();
    let next = 0;
    let taken = 0;
    let chain = Promise.resolve();
    let room: (() => void)[] = [];
    const takeReady = async (): Promise<void> => {
      for (const index of inOrder ? [] : [...ready.keys()]) await takeOne(index);
      while (inOrder && ready.has(taken)) await takeOne(taken);
    };
    const takeOne = async (index: number): Promise<void> => {
      const result = ready.get(index)!;
      ready.delete(index);
      await take(result, index);
      taken++;
      for (const free of room) free();
      room = [];
    };
    let failed!: (error: Error) => void;
    const failure = new Promise<never>((_, reject) => (failed = reject));
    const work = async (hand: Hand): Promise<void> => {
      while (next < tasks.length && !this.closed) {
        const index = next++;
        ready.set(index, (await hand.ask(kind, tasks[index]!)) as TaskResults[K]);
        chain = chain.then(takeReady);
        chain.catch(failed);
        while (ready.size >= RESULTS_AHEAD * this.hands.length) await new Promise<void>((free) => room.push(free));
      }
    };
    const all = Promise.all(this.hands.map(work)).then(() => chain);
    await Promise.race([all, failure, this.stopped]);
  }

  /** Ends the threads. On this thread no further task is begun. */
  async close(): Promise<void> {
    this.closed = true;
    await Promise.all(this.hands.map((hand) => hand.close()));
  }
}

function sameThread(order: WorkOrder): Hand {
  let tasks: RunTasks | undefined;
  return {
    ask: async (kind, task) => {
      // With other threads this one never needs the engine, and does not wait for it to load.
      tasks ??= new (await import('./run-tasks.ts')).RunTasks(order);
      // Lets a progress line be drawn and an interrupt be heard.
      await new Promise((resolve) => setImmediate(resolve));
      return tasks.do(kind, task);
    },
    close: () => Promise.resolve(),
  };
}

function ownThread(order: WorkOrder): Hand {
  const thread = new Thread<{ kind: TaskKind; task: TaskInputs[TaskKind] }, TaskResults[TaskKind]>(
    'run-worker.js',
    order,
  );
  return { ask: (kind, task) => thread.ask({ kind, task }), close: () => thread.close() };
}
