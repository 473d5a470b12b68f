// @ts-check
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { inProject } from '../set-up/project.mjs';

/**
 * Writes the description by which Jupyter finds the kernel into a folder of the project; the user's home is left alone.
 *
 * @returns {string} the folder to name in JUPYTER_PATH
 */
export function writeKernelspec() {
  const jupyterFolder = inProject('.cache', 'jupyter');
  const kernelFolder = path.join(jupyterFolder, 'kernels', 'tslab');
  const argv = [process.execPath, inProject('node_modules', 'tslab', 'bin', 'tslab'), 'kernel'];
  const description = {
    argv: [...argv, '--config-path', '{connection_file}'],
    display_name: 'TypeScript',
    language: 'typescript',
    interrupt_mode: 'signal',
  };
  fs.mkdirSync(kernelFolder, { recursive: true });
  fs.writeFileSync(path.join(kernelFolder, 'kernel.json'), `${JSON.stringify(description, null, 1)}\n`);
  return jupyterFolder;
}

if (process.argv[1] !== undefined && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  console.log(writeKernelspec());
}
