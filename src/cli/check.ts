import { stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { namesOf } from '../assumptions/scenario/diff.ts';
import { evidenceWords } from '../assumptions/scenario/evidence.ts';
import { scenarioDigest } from '../assumptions/scenario/merge.ts';
import type { Scenario } from '../assumptions/scenario/scenario.ts';
import { eventWords, leverWords } from '../assumptions/scenario/words.ts';
import { checkAlone } from '../data/check-alone.ts';
import { completeAreas } from '../data/complete-areas.ts';
import { loadDataSet } from '../data/data-set.ts';
import { fileProblem, readFileBytes } from '../data/file-bytes.ts';
import { findAreas } from '../data/find-areas.ts';
import { findTables } from '../data/find-tables.ts';
import { identifyCsv, identifySheet } from '../data/identify.ts';
import { extensionProblem, isSheets, readSheet, readTable, readTableBytes } from '../data/read-table.ts';
import { loadScenario } from '../data/scenario-file.ts';
import { shippedDataDir } from '../data/shipped-paths.ts';
import type { KnownAreas } from '../data/tables/table-checker.ts';
import { definitionOf, TABLE_KINDS } from '../data/tables/tables.ts';
import type { TableKind } from '../data/tables/tables.ts';
import type { Sheet } from '../data/tables/workbook.ts';
import { openWorkbook } from '../data/tables/workbook.ts';
import type { Checked, Repair } from '../domain/errors.ts';
import { formatProblems } from '../domain/errors.ts';
import type { DataSet } from '../domain/tables.ts';
import { CONSOLE } from './output.ts';
import type { CommandOutput } from './output.ts';
import { wrapWords } from './text-table.ts';

const USAGE = `Usage: market-stability check FILE... [--data DIR]

FILE is a table (CSV or XLSX), a folder with a whole data set, or a scenario (YAML).
--data DIR names the data set whose areas and ids count; else those beside the file, else the shipped ones.
Nothing is written. Exit code 0: no problem; 2: the input is wrong.`;

/**
 * `check FILE...`: says of each file that it is right, with every repair, or what is wrong first and how to mend it.
 *
 * @returns 0 when all are right, 2 when any is wrong
 */
export async function checkCommand(args: readonly string[], output: CommandOutput = CONSOLE): Promise<number> {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { data: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
  } catch (error) {
    output.err(`${(error as Error).message}\n\n${USAGE}`);
    return 2;
  }
  if (parsed.values.help === true) {
    output.out(USAGE);
    return 0;
  }
  if (parsed.positionals.length === 0) {
    output.err(`check: no file is named.\n\n${USAGE}`);
    return 2;
  }
  const session = new CheckSession(parsed.values.data, output);
  let right = true;
  for (const path of parsed.positionals) right = (await session.check(path)) && right;
  return right ? 0 : 2;
}

class CheckSession {
  private readonly dataDir: string | undefined;
  private readonly output: CommandOutput;
  private dataSet: Promise<Checked<DataSet>> | undefined;

  constructor(dataDir: string | undefined, output: CommandOutput) {
    this.dataDir = dataDir;
    this.output = output;
  }

  async check(path: string): Promise<boolean> {
    const about = await stat(path).catch(() => undefined);
    if (about?.isDirectory()) return this.checkFolder(path);
    if (/\.ya?ml$/i.test(path)) return this.checkScenario(path);
    const read = await readFileBytes(path);
    if ('problem' in read) return this.say(path, { ok: false, problems: [read.problem] });
    const misnamed = extensionProblem(read.format, path);
    if (misnamed) return this.say(path, { ok: false, problems: [misnamed] });
    if (read.format === 'zip') return this.checkWorkbook(path, read.bytes);
    const kind = identifyCsv(read.bytes, path);
    if (kind === undefined) return this.unknown(path, basename(path));
    const options = await this.areasFor(path, kind);
    return this.tellTable(path, kind, await readTableBytes(read.bytes, 'text', path, kind, options));
  }

  private async checkFolder(path: string): Promise<boolean> {
    const set = await loadDataSet(path);
    if (!set.ok) return this.say(path, set);
    const found = await findTables(path);
    for (const kind of TABLE_KINDS)
      if (isPartOfSet(kind) && found.ok && found.value.sources.has(kind))
        this.output.out(`${found.value.sources.get(kind)!.file}: ${rows(ownRows(set.value, kind))}, no problem`);
    this.output.out(`${path}: a whole data set, no problem${repairCount(set.repairs)}`);
    this.tell(set.repairs);
    return true;
  }

  private async checkScenario(path: string): Promise<boolean> {
    this.dataSet ??= loadDataSet(this.dataDir ?? shippedDataDir());
    const set = await this.dataSet;
    if (!set.ok) return this.say(this.dataDir ?? shippedDataDir(), set);
    const scenario = await loadScenario(path, set.value, this.dataDir);
    if (!scenario.ok) return this.say(path, scenario);
    const { levers, events, assumptions, horizon } = scenario.value;
    const parts = `${count(levers.length, 'lever')}, ${count(events.length, 'event')}, ${count(Object.keys(assumptions).length, 'assumption')}, to ${horizon}`;
    this.output.out(`${path}: scenario ${scenario.value.name}, ${parts}, no problem${repairCount(scenario.repairs)}`);
    this.tellScenario(scenario.value, set.value);
    this.tell(scenario.repairs);
    return true;
  }

  /** What a scenario is and does, in words. */
  private tellScenario(scenario: Scenario, set: DataSet): void {
    const names = namesOf(set);
    this.output.out(`  ${scenario.title}, digest ${scenarioDigest(scenario).slice(0, 16)}`);
    for (const line of wrapWords(scenario.summary ?? '', 110)) if (line !== '') this.output.out(`  ${line}`);
    for (const lever of scenario.levers) this.output.out(`  chosen: ${leverWords(lever, names)}`);
    for (const event of scenario.events) this.output.out(`  happens: ${eventWords(event, names)}`);
    this.output.out(`  ${evidenceWords(scenario.evidence)}`);
  }

  private async checkWorkbook(path: string, bytes: Uint8Array): Promise<boolean> {
    const sheets = await openWorkbook(bytes, path);
    if (!isSheets(sheets)) return this.say(path, { ok: false, problems: [sheets] });
    const stem = basename(path, extname(path));
    const named = sheets.map((sheet) => ({
      sheet,
      kind: sheets.length === 1 && TABLE_KINDS.includes(stem as TableKind) ? (stem as TableKind) : identifySheet(sheet),
    }));
    if (named.every(({ kind }) => kind === undefined))
      return this.unknown(path, sheets.map((sheet) => sheet.name).join(', '));
    let right = true;
    for (const { sheet, kind } of named) {
      if (kind === undefined) {
        this.output.out(`${path}, sheet ${sheet.name}: not a table that this version knows; left alone`);
        continue;
      }
      const checked = readSheet(sheet, path, kind, await this.areasFor(path, kind, sheets));
      right = (await this.tellTable(`${path}, sheet ${sheet.name}`, kind, checked)) && right;
    }
    return right;
  }

  private async tellTable(file: string, kind: TableKind, checked: Checked<readonly unknown[]>): Promise<boolean> {
    const shipped =
      kind === 'assumptions' ? await readTable(join(shippedDataDir(), 'assumptions.csv'), kind) : undefined;
    return this.say(file, checkAlone(kind, checked, file, shipped?.ok ? shipped.value : undefined), kind);
  }

  /** Areas that count for a table: of --data, else of its own workbook, else of its folder, else the shipped ones. */
  private async areasFor(
    path: string,
    kind: TableKind,
    sheets: readonly Sheet[] = [],
  ): Promise<{ areas?: KnownAreas }> {
    if (!Object.values(definitionOf(kind).columns).some((column) => column.kind === 'area')) return {};
    const own = this.dataDir === undefined ? sheets.find((sheet) => sheet.name === 'areas') : undefined;
    const found =
      own !== undefined
        ? { file: `${path}, sheet areas`, checked: readSheet(own, path, 'areas') }
        : ((await findAreas(this.dataDir ?? dirname(path), this.dataDir !== undefined)) ??
          (this.dataDir === undefined ? await findAreas(shippedDataDir(), true) : undefined));
    const complete = found?.checked.ok ? completeAreas(found.checked.value, found.file) : undefined;
    if (complete?.ok !== true) {
      const where = found === undefined ? 'no areas.csv was found' : `${found.file} is wrong`;
      this.output.out(`${path}: codes of areas are not checked, for ${where}`);
      return {};
    }
    if (own === undefined && dirname(found!.file) !== dirname(path))
      this.output.out(`${path}: codes of areas are checked against ${found!.file}`);
    return { areas: new Map(complete.value.map((area) => [area.area_code, area.level])) };
  }

  private unknown(path: string, value: string): boolean {
    return this.say(path, {
      ok: false,
      problems: [
        fileProblem(
          path,
          value,
          'This is not a table or scenario that this version knows. Risk registers cannot be checked yet.',
          `A table named as, or with the columns of: ${TABLE_KINDS.join(', ')}; or a scenario (.yaml).`,
          'Name the file or the sheet after its table, or put the names of the columns in row 1.',
        ),
      ],
    });
  }

  private say(file: string, checked: Checked<unknown>, kind?: TableKind): boolean {
    if (!checked.ok) {
      this.output.err(formatProblems(checked.problems));
      return false;
    }
    const named = kind !== undefined && !file.includes(kind) ? ` (read as ${kind})` : '';
    this.output.out(
      `${file}${named}: ${rows((checked.value as readonly unknown[]).length)}, no problem${repairCount(checked.repairs)}`,
    );
    this.tell(checked.repairs);
    return true;
  }

  private tell(repairs: readonly Repair[]): void {
    for (const r of repairs) {
      const where = [r.row === undefined ? '' : `row ${r.row}`, r.column === undefined ? '' : `column ${r.column}`];
      const place = [r.file, ...where].filter(Boolean).join(', ');
      this.output.out(`  repair: ${place}: found ${r.found}; used ${r.used}; ${r.why}`);
    }
  }
}

/** Tables that stand for themselves: no run reads them with the rest of its folder. */
const ALONE = ['measures', 'register-history', 'programme', 'applications', 'claims', 'record'] as const;
type PartOfSet = Exclude<TableKind, (typeof ALONE)[number]>;

function isPartOfSet(kind: TableKind): kind is PartOfSet {
  return !(ALONE as readonly string[]).includes(kind);
}

/** Rows that a set holds itself; those that the shipped table lends to its assumptions are told among the repairs. */
function ownRows(set: DataSet, kind: PartOfSet): number {
  return set[kind].length - (kind === 'assumptions' ? set.assumptionsFromShipped.length : 0);
}

const number = (n: number): string => n.toLocaleString('en-GB');
const count = (n: number, word: string): string => `${number(n)} ${word}${n === 1 ? '' : 's'}`;
const rows = (n: number): string => count(n, 'row');
const repairCount = (repairs: readonly Repair[]): string =>
  repairs.length === 0 ? '' : `; ${count(repairs.length, 'repair')}`;
