// @ts-check
import fs from 'node:fs';
import { inProject } from './project.mjs';

const lockFile = inProject('.cache', 'set-up.lock');

/** @param {number} milliseconds */
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Whether the process that holds the lock still runs. An unreadable lock is being written this moment. */
function holderRuns() {
  try {
    const holder = Number(fs.readFileSync(lockFile, 'utf8'));
    if (!Number.isInteger(holder) || holder <= 0) return true;
    process.kill(holder, 0);
    return true;
  } catch (error) {
    const code = /** @type {NodeJS.ErrnoException} */ (error).code;
    return code === 'EPERM';
  }
}

function takeLock() {
  try {
    fs.writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Runs some work while no other process of this project does its set-up.
 *
 * @template T
 * @param {(text: string) => void} say
 * @param {() => T} work
 * @returns {Promise<T>}
 */
export async function oneAtATime(say, work) {
  fs.mkdirSync(inProject('.cache'), { recursive: true });
  let said = false;
  while (!takeLock()) {
    if (!holderRuns()) {
      fs.rmSync(lockFile, { force: true });
      continue;
    }
    if (!said) say('Another command is doing the set-up; waiting for it.');
    said = true;
    await pause(200);
  }
  try {
    return work();
  } finally {
    fs.rmSync(lockFile, { force: true });
  }
}
