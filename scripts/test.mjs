// @ts-check
/* Does the set-up that is missing, runs the tests, and ends with one line: N passed, N failed. */
import { spawnSync } from 'node:child_process';
import { requireNode } from './set-up/node-version.mjs';
import { inProject, projectFolder } from './set-up/project.mjs';
import { setUp } from './set-up.mjs';

requireNode();
const problem = await setUp();
if (problem !== undefined) {
  console.error(problem);
  console.log('0 passed, 1 failed');
  process.exit(1);
}

const given = process.argv.slice(2);
// Reporters named on the command line replace those of the configuration, so the closing line is asked for again.
const choosesReporter = given.some((argument) => argument.startsWith('--reporter'));
const closingLine = choosesReporter ? ['--reporter=./test/reporter.mjs'] : [];
const result = spawnSync(
  process.execPath,
  [inProject('node_modules', 'vitest', 'vitest.mjs'), 'run', '--configLoader=runner', ...given, ...closingLine],
  { cwd: projectFolder, stdio: 'inherit' },
);
process.exitCode = result.status ?? 1;
