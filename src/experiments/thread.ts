import { Worker } from 'node:worker_threads';
import { errorOf } from './crew-fault.ts';
import type { Fault } from './crew-fault.ts';

/** A thread of its own that answers one question at a time. */
export class Thread<Question, Answer> {
  private readonly worker: Worker;
  private answer: ((answer: Answer) => void) | undefined;
  private refuse: ((error: Error) => void) | undefined;
  private dead: Error | undefined;

  /**
   * @param file module beside this one that listens for questions and answers `{ result }` or `{ fault }`
   * @param order what all its questions have in common
   */
  constructor(file: string, order: unknown) {
    this.worker = new Worker(new URL(file, import.meta.url), { workerData: order });
    this.worker.on('message', ({ result, fault }: { result?: Answer; fault?: Fault }) => {
      if (fault !== undefined) this.refuse?.(errorOf(fault));
      else this.answer?.(result!);
    });
    const die = (error: Error): void => {
      this.dead ??= error;
      this.refuse?.(this.dead);
    };
    this.worker.on('error', die);
    this.worker.on('exit', (code) => {
      die(new Error(`a simulation thread ended with code ${code}`));
    });
  }

  ask(question: Question): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.dead !== undefined) {
        reject(this.dead);
        return;
      }
      this.answer = resolve;
      this.refuse = reject;
      this.worker.postMessage(question);
    });
  }

  /** Ends the thread. */
  close(): Promise<unknown> {
    this.refuse = undefined;
    return this.worker.terminate();
  }
}
