import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageVersion } from './manifest.ts';

/** Folders of sources whose meaning the numbers of a draw have, beside the files of this folder that arrange them. */
const ROOMS = ['domain', 'random', 'assumptions', 'simulation', 'measures'];
const FILES_HERE = ['draw-blocks', 'simulate-block', 'write-block'];

/**
 * Names the program that makes the numbers: its version, a digest of its code as it runs, and the main version of Node,
 * whose mathematics it uses. Draws of two programs are never mixed in a run: the digest of a plan does not say which code
 * turned it into numbers.
 */
export function engineDigest(): string {
  const extension = extname(fileURLToPath(import.meta.url));
  const hash = createHash('sha256');
  const add = (name: string, url: URL): void => {
    hash.update(`${name}\0`).update(readFileSync(url)).update('\0');
  };
  for (const room of ROOMS) {
    const folder = new URL(`../${room}/`, import.meta.url);
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'));
    for (const name of names.sort())
      if (extname(name) === extension && !name.endsWith('.d.ts')) add(`${room}/${name}`, new URL(name, folder));
  }
  for (const name of FILES_HERE) add(name, new URL(`./${name}${extension}`, import.meta.url));
  const [major] = process.versions.node.split('.');
  return `${packageVersion()} ${hash.digest('hex').slice(0, 16)} node ${major!}`;
}
