import { basename } from 'node:path';
import { TABLE_DEFAULTS } from '../../data/data-set.ts';
import type { EvidenceStatus } from '../../domain/status.ts';
import { EVIDENCE_STATUSES } from '../../domain/status.ts';
import type { Repair } from '../../domain/errors.ts';
import type { AssuranceSource } from './assurance-source.ts';

/** One table that a run was made from. */
export interface LoggedTable {
  readonly table: string;
  /** File of the data set that holds it; what stands in for it where the set has none. */
  readonly file: string;
  readonly rows: number;
  /** SHA-256 of the file; empty where another table stands in. */
  readonly digest: string;
  readonly sources: string;
  /** How many rows have which status. */
  readonly status: string;
  readonly weakest: EvidenceStatus | '';
  readonly repairs: number;
  readonly owner: string;
  readonly sign_off: string;
}

export const DATA_LOG_COLUMNS = [
  'table',
  'file',
  'rows',
  'digest',
  'sources',
  'status',
  'weakest',
  'repairs',
  'owner',
  'sign_off',
] as const satisfies readonly (keyof LoggedTable)[];

const TABLES = [
  'areas',
  'children',
  'flows',
  'stays',
  'needs',
  'population',
  'services',
  'near',
  'funding',
  'indices',
  'projects',
  'prices',
  'timetable',
  'assumptions',
] as const;

/** Sources that are named before the rest is counted. */
const SOURCES_SHOWN = 3;

/** The tables of a run: file, digest, sources by how many rows name them, status and repairs. */
export function dataLog({ data, dataFiles, tableFiles, run }: AssuranceSource): LoggedTable[] {
  const { repairs } = run.manifest;
  return TABLES.map((table): LoggedTable => {
    const rows = data[table] as readonly { readonly source?: string; readonly status?: EvidenceStatus }[];
    const fileName = tableFiles.get(table);
    const present = EVIDENCE_STATUSES.filter((status) => rows.some((row) => row.status === status));
    return {
      table,
      file: fileName ?? (table === 'assumptions' ? 'the shipped table stands in' : standsIn(table)),
      rows: rows.length,
      digest: fileName === undefined ? '' : (dataFiles.get(fileName) ?? ''),
      sources: sourcesOf(rows.flatMap(({ source }) => (source === undefined ? [] : [source]))),
      status:
        present.length === 0
          ? 'no status of its own'
          : present.map((status) => `${rows.filter((row) => row.status === status).length} ${status}`).join(', '),
      weakest: present.at(-1) ?? '',
      repairs: repairs.filter((repair) => isAbout(repair, fileName ?? `${table}.csv`)).length,
      owner: 'not stated',
      sign_off: 'not signed off',
    };
  });
}

/** The repairs of a run with the path of the file left out. */
export function repairRows(repairs: readonly Repair[]): readonly Repair[] {
  return repairs.map((repair) => ({ ...repair, file: basename(repair.file) }));
}

const isAbout = (repair: Repair, fileName: string): boolean => basename(repair.file).startsWith(fileName);

function standsIn(table: string): string {
  const meaning = (TABLE_DEFAULTS as Readonly<Record<string, string>>)[table];
  return meaning === 'shipped' ? 'the shipped table stands in' : `none: ${meaning ?? 'not in the set'}`;
}

function sourcesOf(sources: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const source of sources) counts.set(source, (counts.get(source) ?? 0) + 1);
  const order = [...counts].sort((a, b) => b[1] - a[1]);
  const shown = order.slice(0, SOURCES_SHOWN).map(([source, count]) => `${source} (${count} rows)`);
  const rest = order.length - shown.length;
  return [...shown, ...(rest > 0 ? [`${rest} more`] : [])].join('; ');
}
