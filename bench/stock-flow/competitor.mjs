// @ts-check
/*
 * One engine of the comparison in a process of its own: node competitor.mjs reduction|sdeverywhere|simulation SETTINGS
 *
 * Reads commands, one a line, from standard input and answers with one line of JSON each:
 *   equal SETS FILE   writes the outputs as 64-bit floats: set, month, output
 *   time SETS         runs once and says wall and user seconds
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { MONTHS, OUTPUTS } from './inputs.mjs';

const [name, settingsFile] = process.argv.slice(2);
const settings = JSON.parse(readFileSync(settingsFile, 'utf8'));
const bytes = readFileSync(settings.file);
const rows = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
const { create } = await import(`./${name}.mjs`);
const engine = await create(rows);
/** @param {object} message */
const answer = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);
const out = new Float64Array(settings.sets * (MONTHS + 1) * OUTPUTS.length);

answer({ ready: true });
for await (const line of createInterface({ input: process.stdin })) {
  const [command, count, file] = line.split(/ (?=\S)/, 3);
  const sets = Number(count);
  if (command === 'equal') {
    engine.run(sets, out, true);
    writeFileSync(file, new Uint8Array(out.buffer, 0, sets * (MONTHS + 1) * OUTPUTS.length * 8));
    answer({ written: true });
  } else {
    const [wall, user] = [performance.now(), process.cpuUsage()];
    engine.run(sets, out, false);
    answer({ wallSeconds: (performance.now() - wall) / 1e3, userSeconds: process.cpuUsage(user).user / 1e6 });
  }
}
