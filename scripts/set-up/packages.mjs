// @ts-check
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { inProject, projectFolder } from './project.mjs';

// Beside node_modules, not in it: npm reads everything again when a file there is newer than its own record.
const stampFile = inProject('.cache', 'packages-are-from');
const npmRecord = inProject('node_modules', '.package-lock.json');

const platform = `${process.platform}-${process.arch}`;

/**
 * What node_modules is made from: the platform, because some packages hold binaries, the lock file, and the moment at
 * which npm finished.
 */
function stampOfNow() {
  const lock = fs.readFileSync(inProject('package-lock.json'));
  const finished = fs.statSync(npmRecord, { throwIfNoEntry: false })?.mtimeMs ?? 'never';
  return `${platform} ${createHash('sha256').update(lock).digest('hex')} ${finished}`;
}

function writeStamp() {
  fs.mkdirSync(inProject('.cache'), { recursive: true });
  fs.writeFileSync(stampFile, stampOfNow());
}

/** @param {string} file */
function readIfThere(file) {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined;
}

/**
 * Whether npm's own record of node_modules names every package of the lock file in the same version.
 * Packages for other platforms are left out of the record, so optional ones are not asked for.
 */
function npmInstalledTheLock() {
  const record = readIfThere(npmRecord);
  if (record === undefined) return false;
  const installed = JSON.parse(record).packages;
  const wanted = JSON.parse(fs.readFileSync(inProject('package-lock.json'), 'utf8')).packages;
  return Object.entries(wanted).every(([where, entry]) => {
    if (where === '' || entry.optional || entry.devOptional || entry.link) return true;
    if (!where.startsWith('node_modules/')) return true;
    const there = installed[where];
    return there !== undefined && there.version === entry.version && there.integrity === entry.integrity;
  });
}

/** Whether node_modules is what the lock file says. Leaves a stamp, so that the next look is quick. */
export function packagesAreThere() {
  if (!fs.existsSync(npmRecord)) return false;
  const stamp = readIfThere(stampFile);
  if (stamp === stampOfNow()) return true;
  const otherPlatform = stamp !== undefined && !stamp.startsWith(`${platform} `);
  if (otherPlatform || !npmInstalledTheLock()) return false;
  writeStamp();
  return true;
}

/** How to call npm here: through the npm that runs this script when there is one, so that no shell is needed. */
function npmCommand() {
  const script = process.env.npm_execpath;
  if (script !== undefined && /npm-cli\.c?js$/.test(script)) return { command: process.execPath, first: [script] };
  const besideNode = path.join(path.dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js');
  if (fs.existsSync(besideNode)) return { command: process.execPath, first: [besideNode] };
  return { command: 'npm', first: [] };
}

/**
 * Installs exactly the packages of the lock file.
 *
 * @param {number} output file descriptor that npm's messages go to
 * @returns {string | undefined} what went wrong
 */
export function installPackages(output) {
  const { command, first } = npmCommand();
  const result = spawnSync(
    command,
    [...first, 'ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'],
    { cwd: projectFolder, stdio: ['ignore', output, output], shell: command === 'npm' && process.platform === 'win32' },
  );
  if (result.error) return `npm could not be started (${result.error.message}). Install Node with npm and try again.`;
  if (result.status !== 0) {
    return (
      'npm could not install the packages; its message is above. Check that this computer can reach the npm ' +
      'registry (behind a proxy, ask for the address and run `npm config set proxy ADDRESS`), then try again.'
    );
  }
  writeStamp();
  return undefined;
}
