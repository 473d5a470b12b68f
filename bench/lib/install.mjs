// @ts-check
/* The packages that only the bench uses: installed on first use, and again when its lock file has changed. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { benchFolder } from './project.mjs';

const lock = join(benchFolder, 'package-lock.json');
const record = join(benchFolder, 'node_modules', '.package-lock.json');

/** @param {string} file @returns {Record<string, { version?: string }>} */
const packagesIn = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;

function areThere() {
  if (!existsSync(record) || !statSync(record).isFile()) return false;
  const installed = packagesIn(record);
  return Object.entries(packagesIn(lock)).every(
    ([where, entry]) => where === '' || installed[where]?.version === entry.version,
  );
}

/** Installs what is missing; says what went wrong, or undefined. */
export function installBenchPackages() {
  if (areThere()) return undefined;
  console.log('Installing the packages of the bench (once; some seconds).');
  const script = process.env.npm_execpath;
  const [command, first] = script === undefined ? ['npm', []] : [process.execPath, [script]];
  const result = spawnSync(command, [...first, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: benchFolder,
    stdio: 'inherit',
    shell: command === 'npm' && process.platform === 'win32',
  });
  return result.status === 0 ? undefined : 'npm could not install the packages of the bench; its message is above.';
}
