// @ts-check
/* Programs that the bench runs: one that answers commands, and one that is run to its end. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { projectFolder } from './project.mjs';

/** @typedef {{ wallSeconds: number, userSeconds: number }} Times */

/** A program that reads commands from its standard input and answers each with one line of JSON. */
export class Program {
  /**
   * @param {string} name
   * @param {string} command
   * @param {readonly string[]} args
   */
  constructor(name, command, args) {
    this.name = name;
    this.child = spawn(command, [...args], { cwd: projectFolder, stdio: ['pipe', 'pipe', 'inherit'] });
    this.lines = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
    this.failed = once(this.child, 'error').then(([error]) => {
      throw error;
    });
    this.failed.catch(() => {});
  }

  /** The next answer. Lines that are no answer, such as a compiler's remarks, are passed over. */
  async answer() {
    for (;;) {
      const line = await Promise.race([this.lines.next(), this.failed]);
      if (line.done) throw new Error(`${this.name} ended without an answer; its message is above.`);
      if (line.value.startsWith('{')) return JSON.parse(line.value);
    }
  }

  /** @param {string} command */
  ask(command) {
    this.child.stdin.write(`${command}\n`);
    return this.answer();
  }

  /** Ends it, and waits until it has: nothing else is timed beside it. */
  async end() {
    const closed = once(this.child, 'close');
    this.child.stdin.end();
    await closed;
  }
}

/**
 * Runs a program to its end and reads the line of JSON that it prints last.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {any}
 */
export function answerOf(command, args) {
  const result = spawnSync(command, [...args], {
    cwd: projectFolder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (result.error) throw result.error;
  if (result.status !== 0) throw new Error(`${command} ended with exit code ${result.status}.`);
  return JSON.parse(result.stdout.trim().split('\n').at(-1) ?? '');
}
