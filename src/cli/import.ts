import { FORMATS } from '../data/import/formats.ts';
import type { ImportOption } from '../data/import/import-format.ts';
import { importFiles, usualImportFolder } from '../reporting/import/import-files.ts';
import type { Imported } from '../reporting/import/import-files.ts';
import { runCommandLine } from './command.ts';
import { CONSOLE } from './output.ts';
import type { CommandOutput } from './output.ts';
import { repairLines } from './repair-lines.ts';
import { wrapWords } from './text-table.ts';

/** Options of all formats, each once. */
const FORMAT_OPTIONS: readonly ImportOption[] = [
  ...new Map(FORMATS.flatMap(({ options }) => options).map((option) => [option.name, option])).values(),
];

const optionLine = ({ name, value, help }: ImportOption): string => `${`--${name} ${value}`.padEnd(18)} ${help}`;

const USAGE = `Usage: market-stability import FORMAT FILE... [--data DIR] [--out DIR] [--force] [options of the format]
       market-stability import auto FILE...      tells the format from the file, and says why
       market-stability import --list            says what each format reads and writes

--data DIR         data set whose areas count (Wales as shipped unless told)
--out DIR          folder to write (outputs/import-NAME unless told)
--force            write over a folder that holds something else
${FORMAT_OPTIONS.map(optionLine).join('\n')}

Turns files as their publishers hand them out into tables of this package. Several files of one format become one table.
Writes the tables, repairs.csv (every repair, what was left out and why) and import.json (digests, counts).
Exit code 0: done; 2: a file is wrong or is not understood, and nothing is written.`;

/** `import FORMAT FILE...`. */
export function importCommand(args: readonly string[], output: CommandOutput = CONSOLE): Promise<number> {
  const known = new Set(['data', 'out', 'force', 'list', 'help']);
  return runCommandLine(
    {
      usage: USAGE,
      options: {
        ...Object.fromEntries(FORMAT_OPTIONS.map(({ name }) => [name, { type: 'string' as const }])),
        data: { type: 'string' },
        out: { type: 'string' },
        force: { type: 'boolean' },
        list: { type: 'boolean' },
      },
      misuse: ({ values, positionals }) =>
        values.list === true
          ? undefined
          : positionals.length === 0
            ? 'import: no format is named; write auto to have it told from the file.'
            : positionals.length === 1
              ? 'import: no file is named.'
              : undefined,
      work: async ({ values, positionals }) => {
        if (values.list === true) {
          for (const line of listLines()) output.out(line);
          return 0;
        }
        const [format, ...files] = positionals;
        const given = Object.entries(values as Readonly<Record<string, string | boolean | undefined>>);
        const imported = await importFiles({
          format: format!,
          files,
          dataDir: values.data,
          out: values.out ?? usualImportFolder(files[0]!),
          force: values.force === true,
          options: Object.fromEntries(
            given.flatMap(([name, value]) => (known.has(name) || typeof value !== 'string' ? [] : [[name, value]])),
          ),
        });
        report(imported, output);
        return 0;
      },
    },
    args,
    output,
  );
}

function listLines(): string[] {
  return FORMATS.flatMap(({ name, reads, writes, options }) => [
    name,
    ...wrapWords(reads, 100).map((line) => `  ${line}`),
    `  writes ${writes.map((table) => `${table}.csv`).join(', ')}${options.length === 0 ? '' : `; options ${options.map((o) => `--${o.name}`).join(', ')}`}`,
  ]);
}

function report(imported: Imported, output: CommandOutput): void {
  const count = (n: number): string => n.toLocaleString('en-GB');
  output.out(imported.because);
  output.out(`Read ${count(imported.read)} ${imported.unit}, kept ${count(imported.kept)}.`);
  for (const { reason, count: n, example } of imported.leftOut)
    output.out(`  left out ${count(n)}: ${reason}${example === undefined ? '' : ` (first: ${example})`}`);
  for (const { name, rows } of imported.texts) output.out(`  ${name}.csv: ${count(rows)} rows`);
  for (const line of repairLines(imported.repairs, 'repairs.csv')) output.out(line);
  for (const note of imported.notes) output.out(`  note: ${note}`);
  for (const file of imported.files) output.out(`  ${file}`);
}
