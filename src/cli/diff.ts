import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { diffScenarios, namesOf } from '../assumptions/scenario/diff.ts';
import type { DiffRow } from '../assumptions/scenario/diff.ts';
import { evidenceWords } from '../assumptions/scenario/evidence.ts';
import { scenarioDigest } from '../assumptions/scenario/merge.ts';
import type { Scenario } from '../assumptions/scenario/scenario.ts';
import { loadDataSet } from '../data/data-set.ts';
import { loadScenario } from '../data/scenario-file.ts';
import { shippedDataDir } from '../data/shipped-paths.ts';
import { InputError, orThrow } from '../domain/errors.ts';
import { writeWhole } from '../experiments/whole-file.ts';
import { writeProblem } from '../experiments/write-problem.ts';
import { writeCsv } from '../reporting/csv.ts';
import { runCommandLine } from './command.ts';
import { CONSOLE } from './output.ts';
import type { CommandOutput } from './output.ts';
import { textTable, wrapWords } from './text-table.ts';

export const DIFF_USAGE = `Usage: market-stability diff A B [--data DIR] [--out FILE.csv] [--force]

A and B are scenarios: names (as-legislated) or paths of YAML files.
--data DIR      data set against which they are checked and whose names are printed (Wales as shipped unless told)
--out FILE.csv  writes the differences there too
--force         writes over a file that is there

Prints in what B differs from A, in plain words. Name, title, summary, evidence, seed and draws are no differences.
Exit code 0: done, whether or not they differ; 2: the input is wrong and nothing is written.`;

/** `diff A B`: prints the differences between two scenarios and, when asked, writes them to a CSV file. */
export function diffCommand(args: readonly string[], output: CommandOutput = CONSOLE): Promise<number> {
  return runCommandLine(
    {
      usage: DIFF_USAGE,
      options: { data: { type: 'string' }, out: { type: 'string' }, force: { type: 'boolean' } },
      misuse: ({ positionals }) =>
        positionals.length === 2 ? undefined : `diff: two scenarios are needed, and ${positionals.length} are named.`,
      work: async ({ values, positionals }) => {
        const dataSet = orThrow(await loadDataSet(values.data ?? shippedDataDir()));
        const [a, b] = [
          orThrow(await loadScenario(positionals[0]!, dataSet, values.data)),
          orThrow(await loadScenario(positionals[1]!, dataSet, values.data)),
        ];
        if (values.out !== undefined && values.force !== true) await refuseExisting(values.out);
        const rows = diffScenarios(a, b, namesOf(dataSet));
        if (values.out !== undefined) await writeDifferences(values.out, rows, a, b);
        for (const line of diffLines(a, b, rows)) output.out(line);
        if (values.out !== undefined) output.out(`Written to ${values.out}`);
        return 0;
      },
    },
    args,
    output,
  );
}

const WIDTH = 116;

function diffLines(a: Scenario, b: Scenario, rows: readonly DiffRow[]): string[] {
  const head = [a, b].flatMap((scenario) => [
    `${scenario.title} (${scenario.name}), digest ${scenarioDigest(scenario).slice(0, 16)}`,
    ...wrapWords(scenario.summary ?? '', WIDTH).flatMap((line) => (line === '' ? [] : [`  ${line}`])),
    `  ${evidenceWords(scenario.evidence)}`,
  ]);
  if (rows.length === 0) return [...head, '', 'They do the same.'];
  const columns = [
    { heading: 'what', width: 40 },
    { heading: a.name, width: 32 },
    { heading: b.name, width: 42 },
  ];
  return [
    ...head,
    '',
    ...textTable(
      columns,
      rows.map((row) => [row.what, row.before, row.after]),
    ),
  ];
}

async function writeDifferences(path: string, rows: readonly DiffRow[], a: Scenario, b: Scenario): Promise<void> {
  const both = {
    scenario_before: a.name,
    digest_before: scenarioDigest(a),
    scenario_after: b.name,
    digest_after: scenarioDigest(b),
  };
  const table = {
    columns: ['part', 'what', 'before', 'after', ...Object.keys(both)],
    rows: rows.map((row) => ({ ...row, ...both })),
  };
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeWhole(path, writeCsv(table));
  } catch (error) {
    throw writeProblem(error, path);
  }
}

async function refuseExisting(path: string): Promise<void> {
  const there = await stat(path).catch(() => undefined);
  if (there === undefined) return;
  throw new InputError([
    {
      kind: 'input',
      file: path,
      problem: 'There is something of that name.',
      allowed: 'The name of a file that is not there yet.',
      mend: 'Choose another name, or add --force to write over it.',
    },
  ]);
}
