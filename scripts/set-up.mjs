// @ts-check
/*
 * Makes a fresh clone ready: installs the packages and builds dist, each only when it is missing or out of date.
 * Uses nothing but Node until the packages are there.
 *
 *   node scripts/set-up.mjs             what is missing
 *   node scripts/set-up.mjs --rebuild   builds dist in any case
 */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, buildIsThere } from './set-up/build.mjs';
import { requireNode } from './set-up/node-version.mjs';
import { oneAtATime } from './set-up/one-at-a-time.mjs';
import { installPackages, packagesAreThere } from './set-up/packages.mjs';
import { inProject, secondsSince } from './set-up/project.mjs';

/**
 * @typedef {object} SetUpOptions
 * @property {boolean} [rebuild] build even when dist is up to date
 * @property {'stdout' | 'stderr'} [messages] where to say what is done; a command whose result is piped uses stderr
 */

/**
 * Does what is missing and says so in plain words. Says nothing when all is there.
 *
 * @param {SetUpOptions} [options]
 * @returns {Promise<string | undefined>} what went wrong, ready to print
 */
export async function setUp({ rebuild = false, messages = 'stdout' } = {}) {
  const output = messages === 'stdout' ? 1 : 2;
  /** @param {string} text */
  const say = (text) => fs.writeSync(output, `${text}\n`);
  // An installed package brings dist and has its packages above it.
  if (!fs.existsSync(inProject('package-lock.json'))) return undefined;
  if (!rebuild && packagesAreThere() && buildIsThere()) return undefined;
  return oneAtATime(say, () => {
    if (!packagesAreThere()) {
      const fresh = !fs.existsSync(inProject('node_modules'));
      say(
        fresh
          ? 'Set-up: installing the packages (once; about half a minute).'
          : 'Set-up: node_modules is not what package-lock.json says; installing the packages again.',
      );
      const start = performance.now();
      const problem = installPackages(output);
      if (problem !== undefined) return problem;
      say(`Set-up: packages installed in ${secondsSince(start)}.`);
    }
    if (rebuild || !buildIsThere()) {
      say(`Set-up: building dist from src${fs.existsSync(inProject('dist')) ? ', which has changed' : ''}.`);
      const start = performance.now();
      const problem = build(output);
      if (problem !== undefined) return problem;
      say(`Set-up: built in ${secondsSince(start)}.`);
    }
    return undefined;
  });
}

const isCommand = process.argv[1] !== undefined && samePath(process.argv[1], fileURLToPath(import.meta.url));
if (isCommand) {
  requireNode();
  const rebuild = process.argv.includes('--rebuild');
  const problem = await setUp({ rebuild });
  if (problem !== undefined) {
    console.error(problem);
    process.exitCode = 1;
  } else if (!rebuild) {
    console.log('Set-up: everything is there.');
  }
}

/**
 * @param {string} a
 * @param {string} b
 */
function samePath(a, b) {
  return fs.realpathSync(path.resolve(a)) === fs.realpathSync(b);
}
