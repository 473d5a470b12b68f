// @ts-check
/*
 * Prints what the kernel ran for the last of some cells: the same compiler is asked again.
 * A process of its own, because that compiler looks at the working directory. Cells come as JSON on the input.
 */
import fs from 'node:fs';
import { createRequire } from 'node:module';

const { createConverter } = createRequire(import.meta.url)('tslab/dist/converter');
/** @type {string[]} */
const cells = JSON.parse(fs.readFileSync(0, 'utf8'));
const converter = createConverter({ isJS: false, isBrowser: false });
let declarations = '';
let compiled = '';
for (const cell of cells) {
  const result = converter.convert(declarations, cell);
  compiled = result.output ?? '';
  declarations = result.declOutput ?? '';
}
converter.close();
process.stdout.write(compiled);
