import type { IsoDate } from '../../domain/calendar.ts';
import { digestOf } from '../../domain/digest.ts';
import { InputError } from '../../domain/errors.ts';
import { writeAnalysis } from '../../experiments/analysis-folder.ts';
import { packageVersion } from '../../experiments/manifest.ts';
import { labelsOf } from './condensed.ts';
import { fullRegister } from './full-register.ts';
import { condensedRegister, publishedRegister } from './published-register.ts';
import { findRegister } from './find-register.ts';
import { readRegisterColumns } from './register-columns.ts';
import type { RegisterEntry } from './register-entry.ts';
import { entriesForBoard, entriesOfRegister, entriesOfScores } from './register-entry.ts';
import { readScoreFile, scoreRowsCsv } from './score-file.ts';
import { grownHistory, HISTORY_FILE, historyCsv, historyOf, readScoreHistory } from './score-history.ts';
import { readRegister } from './settle.ts';
import { levelsOfScheme } from './scheme-levels.ts';
import { ofOneScheme } from './update-register.ts';
import { readWorkstreams, workstreamOn } from './workstreams.ts';

/** What stands on registers, and where they are written. */
interface PageOptions {
  /** Title of the register. */
  readonly title?: string;
  /** Protective marking; OFFICIAL unless told. */
  readonly marking?: string;
  /** Highest score that is tolerated, where a risk does not state its own. */
  readonly tolerance?: number;
  readonly out: string;
  readonly force?: boolean;
}

/** How a new register is made. */
export interface NewRegisterOptions extends PageOptions {
  /** `risk-scores.csv`, or the folder that holds it. */
  readonly scores: string;
  /** Day of the register. */
  readonly date: IsoDate;
  readonly scheme?: string;
  /** `risk-history.csv` of the meetings before. */
  readonly history?: string;
  /** Dated workstreams; the shipped ones unless told. */
  readonly workstreams?: string;
}

const TITLE = 'Risk register';
const MARKING = 'OFFICIAL';

/** What was written. */
export interface WrittenRegister {
  readonly risks: number;
  readonly issues: number;
  /** Risks on the condensed page. */
  readonly shown: number;
  readonly files: readonly string[];
}

/**
 * Makes a register from scores: `register.xlsx` to work in, `condensed.xlsx` to print, and `risk-history.csv`, which the next
 * register is made with so that it can say what moved.
 *
 * @throws InputError
 * @example
 * await newRegister({ scores: 'outputs/risk', date: '2026-11-22', out: 'outputs/register' });
 */
export async function newRegister(options: NewRegisterOptions): Promise<WrittenRegister> {
  const { date, title = TITLE, marking = MARKING } = options;
  const scores = ofOneScheme(await readScoreFile(options.scores), options.scores, options.scheme);
  const before = await readScoreHistory(options.history);
  const history = grownHistory(before, historyOf(scores, date), options.history ?? HISTORY_FILE);
  const workstreams = await readWorkstreams(options.workstreams);
  const columns = await readRegisterColumns();
  const entries = entriesOfScores(scores, before, date).map((entry): RegisterEntry => {
    const named = entry.values.get('workstream');
    const standing = named?.kind === 'text' ? workstreamOn(workstreams, named.text, date) : undefined;
    return standing === undefined
      ? entry
      : { ...entry, values: new Map([...entry.values, ['workstream', { kind: 'text', text: standing.name }]]) };
  });
  const labels = labelsOf(entries, title, marking);
  const [risks, issues] = [entries.filter((e) => !e.issue), entries.filter((e) => e.issue)];
  const board = entriesForBoard(risks, options.tolerance);
  const contents = {
    'register.xlsx': await fullRegister(
      entries,
      history,
      workstreams,
      columns,
      labels,
      await levelsOfScheme(scores[0]!.scheme),
    ),
    'condensed.xlsx': await condensedRegister(board, issues, labels),
    [HISTORY_FILE]: historyCsv(history),
  };
  const from = { scores: digestOf(scoreRowsCsv(scores)), history: digestOf(historyCsv(before)), date };
  const files = await writeFiles(contents, from, options);
  return { risks: risks.length, issues: issues.length, shown: board.shown.length, files };
}

/** How a register is published. */
export interface PublishRegisterOptions extends PageOptions {
  /** Workbook of the register. */
  readonly register: string;
  readonly columns?: string;
  readonly sheet?: string;
}

/**
 * Makes `condensed.xlsx`, a page for the Board, and `published.xlsx`, an accessible workbook, from a register that people
 * have filled in.
 *
 * @throws InputError
 */
export async function publishRegister(options: PublishRegisterOptions): Promise<WrittenRegister> {
  const { title = TITLE, marking = MARKING } = options;
  const sheet = options.sheet;
  const read = await readRegister(options.register, options.columns, sheet ?? (await usualSheet(options)));
  const risks = entriesOfRegister(read);
  const issueSheet = read.workbook.sheets.find(
    ({ name }) => name === 'Issues' && name !== read.workbook.sheets[read.register.sheet]!.name,
  );
  const issues = issueSheet === undefined ? [] : issuesOn(read, issueSheet.name);
  const labels = labelsOf([...risks, ...issues], title, marking);
  const board = entriesForBoard(risks, options.tolerance);
  const contents = {
    'condensed.xlsx': await condensedRegister(board, issues, labels),
    'published.xlsx': await publishedRegister(risks, issues, labels),
  };
  const files = await writeFiles(contents, { register: digestOf(read.bytes) }, options);
  return { risks: risks.length, issues: issues.length, shown: board.shown.length, files };
}

/** The sheet named Register where a workbook has one, as a new register does. */
async function usualSheet({ register, columns }: PublishRegisterOptions): Promise<string | undefined> {
  return readRegister(register, columns, 'Register').then(
    () => 'Register',
    () => undefined,
  );
}

function issuesOn(read: Awaited<ReturnType<typeof readRegister>>, name: string): RegisterEntry[] {
  try {
    const register = findRegister(read.workbook, read.columns, name);
    return entriesOfRegister({ ...read, register }).map((entry) => ({ ...entry, issue: true }));
  } catch (error) {
    // A sheet of issues without an issue has none to publish.
    if (error instanceof InputError && /stands no risk/.test(error.message)) return [];
    throw error;
  }
}

async function writeFiles(
  contents: Readonly<Record<string, string | Uint8Array>>,
  from: Readonly<Record<string, string>>,
  { out, force = false }: PageOptions,
): Promise<string[]> {
  const id = digestOf(JSON.stringify(from)).slice(0, 16);
  const manifest = (files: object): object => ({ analysis_id: id, from, version: packageVersion(), files });
  return [...(await writeAnalysis({ folder: out, id, force }, contents, manifest)).paths];
}
