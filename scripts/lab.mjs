// @ts-check
/*
 * Opens JupyterLab with the TypeScript kernel ready. Takes a JupyterLab that is there; makes one in .venv where Python
 * is there; says what to do instead where it is not. Arguments are passed on to JupyterLab.
 */
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { writeKernelspec } from './notebooks/kernelspec.mjs';
import { requireNode } from './set-up/node-version.mjs';
import { inProject, projectFolder, secondsSince } from './set-up/project.mjs';
import { setUp } from './set-up.mjs';

const JUPYTERLAB = 'jupyterlab==4.6.4';
const INSTEAD =
  'Without JupyterLab you can still work with the notebooks:\n' +
  '  npm start                    executes them and writes copies to outputs/notebooks, which any viewer shows\n' +
  '  Visual Studio Code           with its Jupyter extension: open a notebook and choose the kernel "TypeScript"\n' +
  '                               (start it by `code .` after: export JUPYTER_PATH="FOLDER/.cache/jupyter")';

const onWindows = process.platform === 'win32';
const venvFolder = inProject('.venv');
const venvCommands = path.join(venvFolder, onWindows ? 'Scripts' : 'bin');
const venvLab = path.join(venvCommands, onWindows ? 'jupyter-lab.exe' : 'jupyter-lab');
const readyStamp = path.join(venvFolder, '.jupyterlab-is-there');

requireNode();
const problem = await setUp();
if (problem !== undefined) {
  console.error(problem);
  process.exit(1);
}
const jupyterFolder = writeKernelspec();
const [command, ...first] = labOnPath() ?? labOfTheProject();
openLab(command, first);

/**
 * Whether a command answers.
 *
 * @param {string} program
 * @param {string[]} args
 */
function answers(program, args) {
  const result = spawnSync(program, args, { stdio: 'ignore', timeout: 60_000 });
  return result.error === undefined && result.status === 0;
}

/** @returns {[string, ...string[]] | undefined} */
function labOnPath() {
  if (answers('jupyter-lab', ['--version'])) return ['jupyter-lab'];
  if (answers('jupyter', ['lab', '--version'])) return ['jupyter', 'lab'];
  return undefined;
}

/** @returns {[string, ...string[]]} */
function labOfTheProject() {
  if (fs.existsSync(readyStamp) && answers(venvLab, ['--version'])) return [venvLab];
  const python = ['python3', 'python', 'py'].find((name) =>
    answers(name, ['-c', 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 9))']),
  );
  if (python === undefined) {
    return giveUp('JupyterLab needs Python 3.9 or newer with its venv module, and none was found here.');
  }
  const start = performance.now();
  console.log(
    'JupyterLab: making a virtual environment in .venv and installing JupyterLab there (once; a minute or two).',
  );
  fs.rmSync(venvFolder, { recursive: true, force: true });
  const made = spawnSync(python, ['-m', 'venv', venvFolder], { stdio: ['ignore', 'inherit', 'inherit'] });
  if (made.status !== 0) return giveUp('Python could not make a virtual environment; its message is above.');
  // Without this, the tools of JupyterLab that run in Node would be read as modules of this project.
  fs.writeFileSync(path.join(venvFolder, 'package.json'), '{ "type": "commonjs" }\n');
  const pip = ['-m', 'pip', 'install', '--quiet', '--quiet', '--disable-pip-version-check', '--no-input'];
  const brief = ['--retries', '1', '--timeout', '20'];
  const venvPython = path.join(venvCommands, onWindows ? 'python.exe' : 'python');
  const installed = spawnSync(venvPython, [...pip, ...brief, JUPYTERLAB], { stdio: ['ignore', 'inherit', 'inherit'] });
  if (installed.status !== 0) {
    fs.rmSync(venvFolder, { recursive: true, force: true });
    return giveUp('pip could not install JupyterLab, most often because it cannot reach the Python package index.');
  }
  fs.writeFileSync(readyStamp, `${JUPYTERLAB}\n`);
  console.log(`JupyterLab: installed in ${secondsSince(start)}.`);
  return [venvLab];
}

/**
 * @param {string} why
 * @returns {never}
 */
function giveUp(why) {
  console.error(`${why}\n${INSTEAD.replace('FOLDER', projectFolder)}`);
  process.exit(1);
}

/**
 * @param {string} program
 * @param {string[]} args
 */
function openLab(program, args) {
  console.log('Opening JupyterLab. Ctrl-C twice ends it.');
  const known = process.env.JUPYTER_PATH;
  const lab = spawn(program, [...args, `--ServerApp.root_dir=${projectFolder}`, ...process.argv.slice(2)], {
    cwd: projectFolder,
    stdio: 'inherit',
    env: {
      ...process.env,
      JUPYTER_PATH: known === undefined ? jupyterFolder : `${jupyterFolder}${path.delimiter}${known}`,
      PATH: `${inProject('node_modules', '.bin')}${path.delimiter}${process.env.PATH ?? ''}`,
      MARKET_STABILITY_OUTPUTS: inProject('outputs'),
    },
  });
  // Ctrl-C is for JupyterLab, which asks before it ends.
  process.on('SIGINT', () => {});
  lab.on('error', (error) => giveUp(`JupyterLab could not be started (${error.message}).`));
  lab.on('exit', (code) => process.exit(code ?? 1));
}
