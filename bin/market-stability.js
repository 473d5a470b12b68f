#!/usr/bin/env node
import fs from 'node:fs';

// A reader that has seen enough, such as `| head`, closes its end: that is no error of this program.
process.stdout.on('error', (error) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

const folder = new URL('../', import.meta.url);
const [first] = process.argv.slice(2);

if (first === '--version' || first === '-v') {
  const { version } = JSON.parse(fs.readFileSync(new URL('package.json', folder), 'utf8'));
  console.log(version);
} else {
  process.exitCode = await run();
}

/** Hands over to the command line in dist, which is built first when it is missing or older than the sources. */
async function run() {
  if (fs.existsSync(new URL('src/', folder)) && fs.existsSync(new URL('scripts/set-up.mjs', folder))) {
    const { nodeProblem } = await import('../scripts/set-up/node-version.mjs');
    const { setUp } = await import('../scripts/set-up.mjs');
    const tooOld = nodeProblem(process.versions.node);
    const problem = tooOld ?? (await setUp({ messages: 'stderr' }));
    if (problem !== undefined) {
      console.error(problem);
      return tooOld === undefined ? 1 : 2;
    }
  }
  const { main } = await import('../dist/cli/main.js');
  return main(process.argv.slice(2));
}
