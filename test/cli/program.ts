import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../../bin/market-stability.js', import.meta.url));

/** What a finished program leaves behind. */
export interface Finished {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  readonly seconds: number;
}

/** Starts the program as a user does, in a process of its own. The first call builds dist when it is out of date. */
export function start(args: readonly string[], cwd?: string): { process: ChildProcess; finished: Promise<Finished> } {
  const started = performance.now();
  const child = spawn(process.execPath, [PROGRAM, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let err = '';
  child.stdout.on('data', (text: Buffer) => (out += text.toString()));
  child.stderr.on('data', (text: Buffer) => (err += text.toString()));
  const finished = new Promise<Finished>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err, seconds: (performance.now() - started) / 1000 }));
  });
  return { process: child, finished };
}

/** Runs the program to its end. */
export function program(args: readonly string[], cwd?: string): Promise<Finished> {
  return start(args, cwd).finished;
}
