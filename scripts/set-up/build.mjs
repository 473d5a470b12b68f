// @ts-check
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { inProject, projectFolder } from './project.mjs';

const stampFile = inProject('dist', '.built-from');

/**
 * Files under a folder, sorted, so that the digest is the same on every computer.
 *
 * @param {string} folder
 * @returns {string[]}
 */
function filesUnder(folder) {
  const found = fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const full = path.join(folder, entry.name);
    return entry.isDirectory() ? filesUnder(full) : [full];
  });
  return found.sort();
}

/** Digest of what dist is made from: every source, the compiler's settings and the locked compiler. */
export function sourcesDigest() {
  const hash = createHash('sha256');
  for (const file of [...filesUnder(inProject('src')), inProject('tsconfig.json')]) {
    hash.update(path.relative(projectFolder, file).split(path.sep).join('/')).update('\0');
    hash.update(fs.readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

/** Whether dist was built from the sources as they are now. A package without sources is taken as it is. */
export function buildIsThere() {
  if (!fs.existsSync(inProject('src'))) return true;
  return fs.existsSync(stampFile) && fs.readFileSync(stampFile, 'utf8') === sourcesDigest();
}

/**
 * Compiles src to dist: into a folder beside it first, then in one move, so that dist is never half-written.
 *
 * @param {number} output file descriptor that the compiler's messages go to
 * @returns {string | undefined} what went wrong
 */
export function build(output) {
  const digest = sourcesDigest();
  const beside = inProject('.cache', `build-${process.pid}`);
  const compiler = inProject('node_modules', 'typescript', 'bin', 'tsc');
  try {
    const result = spawnSync(process.execPath, [compiler, '-p', inProject('tsconfig.json'), '--outDir', beside], {
      cwd: projectFolder,
      stdio: ['ignore', output, output],
    });
    if (result.status !== 0) return 'The sources do not compile; the lines above say where.';
    fs.writeFileSync(path.join(beside, '.built-from'), digest);
    fs.rmSync(inProject('dist'), { recursive: true, force: true });
    moveFolder(beside, inProject('dist'));
    return undefined;
  } finally {
    fs.rmSync(beside, { recursive: true, force: true });
  }
}

/**
 * @param {string} from
 * @param {string} to
 */
function moveFolder(from, to) {
  try {
    fs.renameSync(from, to);
  } catch {
    // Windows refuses to rename a folder while a virus scanner reads it.
    fs.cpSync(from, to, { recursive: true });
  }
}
