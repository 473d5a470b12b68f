// @ts-check
/*
 * Checks dist/index.d.ts with the compiler inside the notebook kernel, which is older than the project's. What it cannot
 * read becomes `any` in a cell without a word, so an error here is a hole in the checks of every notebook.
 * Errors inside other packages are theirs and do not count.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { inProject, projectFolder } from './set-up/project.mjs';

if (!fs.existsSync(inProject('dist', 'index.d.ts'))) {
  console.error('There is no dist/index.d.ts; run npm run build first.');
  process.exit(1);
}
const compiler = inProject('node_modules', '@tslab', 'typescript-for-tslab', 'bin', 'tsc');
const result = spawnSync(process.execPath, [compiler, '-p', inProject('tsconfig.tslab.json'), '--pretty', 'false'], {
  cwd: projectFolder,
  encoding: 'utf8',
  maxBuffer: 1e9,
});
if (result.error !== undefined || result.status === null) {
  console.error(`The kernel's compiler did not run: ${result.error?.message ?? result.signal}`);
  process.exit(1);
}
const lines = result.stdout.split('\n');
const ours = lines.filter((line) => /^dist[\\/]/.test(line));
// Lines without a place are about the settings; then nothing was checked.
const settings = lines.filter((line) => /^error TS/.test(line));
for (const line of [...ours, ...settings]) console.error(line);
if (ours.length + settings.length > 0) {
  console.error('Write an explicit type where the declaration uses newer syntax, such as `: Float64Array`.');
  process.exit(1);
}
const others = lines.filter((line) => /: error TS/.test(line)).length;
console.log(`dist/index.d.ts is readable in notebooks (${others} errors inside other packages do not count).`);
