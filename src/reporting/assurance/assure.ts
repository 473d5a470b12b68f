import { join } from 'node:path';
import { writeCsv } from '../../domain/csv.ts';
import type { TableRow } from '../../domain/csv.ts';
import { canonicalJson, digestOf } from '../../domain/digest.ts';
import { writeAnalysis } from '../../experiments/analysis-folder.ts';
import { packageVersion } from '../../experiments/manifest.ts';
import type { DocumentModel } from '../document/model.ts';
import { documentFiles } from '../document/write-document.ts';
import { assumptionsLog, ASSUMPTIONS_LOG_COLUMNS } from './assumptions-log.ts';
import type { LoggedAssumption } from './assumptions-log.ts';
import { assuranceDocument } from './assurance-document.ts';
import { readAssuranceSource } from './assurance-source.ts';
import { dataLog, DATA_LOG_COLUMNS, repairRows } from './data-log.ts';
import type { LoggedTable } from './data-log.ts';
import { measuredEffects, shippedEffects } from './effects.ts';
import { readModelCard } from './model-card.ts';
import { readPeople } from './people.ts';
import { runRecord } from './run-record.ts';
import { openPoints } from './statement.ts';
import { traceMonth } from './trace-month.ts';
import type { MonthTrace } from './trace-month.ts';

export interface AssureOptions {
  /** Folder of a finished run. */
  readonly run: string;
  /** Folder to write; `assurance` inside the run unless told. */
  readonly out?: string;
  /** YAML with the people who answer for the run; without it the pack is a draft. */
  readonly names?: string;
  /** Folder of the data set of the run; the shipped one unless told. */
  readonly data?: string;
  /** Folder of a sensitivity analysis; the effects measured on the shipped data unless told. */
  readonly sensitivity?: string;
  readonly force?: boolean;
}

/** An assurance pack that was written. */
export interface Assurance {
  /** Whether people have signed for the run. */
  readonly assured: boolean;
  /** What an assurer or approver needs to look at. */
  readonly open: readonly string[];
  readonly assumptions: readonly LoggedAssumption[];
  readonly data: readonly LoggedTable[];
  readonly map: MonthTrace;
  readonly document: DocumentModel;
  readonly files: readonly string[];
}

/**
 * Makes the assurance pack of a finished run from the run itself: draft statement, uncertainty statement, model card,
 * assumptions log, data log, model map and run record, as Word, HTML and Markdown, with the logs as CSV. The same run gives
 * the same bytes. It calls a run assured only where people have signed for it.
 *
 * @throws InputError when the run, its data or the names are not right; nothing is written then
 * @example
 * const { open } = await assure({ run: 'outputs/as-legislated-1' });
 * console.log(open.join('\n'));
 */
export async function assure(options: AssureOptions): Promise<Assurance> {
  const source = await readAssuranceSource(options.run, options.data);
  const { manifest } = source.run;
  const people = options.names === undefined ? undefined : await readPeople(options.names, manifest.run_id);
  const effects =
    options.sensitivity === undefined
      ? source.shippedData
        ? await shippedEffects()
        : undefined
      : await measuredEffects(options.sensitivity);
  const trace = traceMonth(source.plan, manifest.seed);
  const log = assumptionsLog(source, effects, trace);
  const tables = dataLog(source);
  const record = runRecord(source);
  const card = await readModelCard();
  const document = assuranceDocument({
    source,
    log,
    tables,
    record,
    trace,
    card,
    effectsFrom: effects?.from,
    people,
  });
  const list = (columns: readonly string[], rows: readonly unknown[]): string =>
    writeCsv({ columns, rows: rows as readonly TableRow[] });
  const texts: [string, string][] = [
    ['assumptions-log.csv', list(ASSUMPTIONS_LOG_COLUMNS, log)],
    ['data-log.csv', list(DATA_LOG_COLUMNS, tables)],
    ['repairs.csv', list(['file', 'row', 'column', 'found', 'used', 'why'], repairRows(manifest.repairs))],
    ['run-record.csv', list(['item', 'value'], record)],
    [
      'model-map.csv',
      list(['step', 'process', 'what', 'reads', 'writes', 'assumptions'], mapRows(trace, card.processes)),
    ],
    ['model-card.json', `${JSON.stringify(card, null, 2)}\n`],
  ];
  const contents: [string, string | Uint8Array][] = [
    ...texts,
    ...(await documentFiles(document, { name: 'assurance' })).map(({ name, bytes }): [string, Uint8Array] => [
      name,
      bytes,
    ]),
  ];
  const analysis_id = digestOf(
    canonicalJson(contents.filter(([name]) => !name.endsWith('.docx')).map(([name, text]) => [name, digestOf(text)])),
  ).slice(0, 16);
  const folder = options.out ?? join(options.run, 'assurance');
  const open = openPoints(source, log, people);
  const { paths } = await writeAnalysis(
    { folder, id: analysis_id, force: options.force },
    Object.fromEntries(contents),
    (files) => ({
      analysis_id,
      analysis: 'assurance',
      version: packageVersion(),
      assured: people !== undefined,
      runs: [
        {
          run_id: manifest.run_id,
          seed: manifest.seed,
          data_digest: manifest.data_digest,
          plan_digest: manifest.plan_digest,
        },
      ],
      status: source.status,
      effects: effects === undefined ? null : { from: effects.from, digest: effects.digest, plan: effects.planDigest },
      card: card.version,
      sunset: card.sunset,
      open,
      files,
    }),
  );
  return {
    assured: people !== undefined,
    open,
    assumptions: log,
    data: tables,
    map: trace,
    document,
    files: paths,
  };
}

function mapRows({ processes }: MonthTrace, words: Readonly<Record<string, string>>): TableRow[] {
  return processes.map(({ name, reads, writes, assumptions }, i) => ({
    step: i + 1,
    process: name,
    what: words[name] ?? '',
    reads: reads.join(' '),
    writes: writes.join(' '),
    assumptions: assumptions.join(' '),
  }));
}
