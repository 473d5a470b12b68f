import { parquetWriteBuffer } from 'hyparquet-writer';
import { writeCsv } from '../../domain/csv.ts';
import type { TableRow } from '../../domain/csv.ts';
import type { PublishedRow } from './published-rows.ts';

/** Columns of the tidy files: name, type in CSVW, and what stands in it. */
export const PUBLISHED_COLUMNS: readonly (readonly [keyof PublishedRow, 'string' | 'date' | 'number', string])[] = [
  ['run_id', 'string', 'Run that made the figure'],
  ['scenario', 'string', 'Scenario of the run'],
  ['area_code', 'string', 'Code of the area'],
  ['area_name_en', 'string', 'Name of the area in English'],
  ['area_name_cy', 'string', 'Name of the area in Welsh'],
  ['area_level', 'string', 'country, region or authority'],
  ['service_type', 'string', 'Type of service or placement; all is the total'],
  ['sector', 'string', 'Sector of the provider; all is the total'],
  ['age_band', 'string', 'Age of children in years; all is the total'],
  ['need_class', 'string', 'Class of need; all is the total'],
  ['reason', 'string', 'Reason; all is the total'],
  ['provider_country', 'string', 'Country of the provider; all is the total'],
  ['date', 'date', 'Last day of the period'],
  ['period', 'string', 'Period of a flow; a stock is counted on the last day'],
  ['measure', 'string', 'What is counted; data/measures.csv lists them'],
  ['unit', 'string', 'Unit of value, lower and upper'],
  ['value', 'number', 'Middle of the draws'],
  ['lower', 'number', 'One in ten draws lies below'],
  ['upper', 'number', 'One in ten draws lies above'],
  ['marker', 'string', 'c: suppressed, so that no small count can be told; empty otherwise'],
  ['status', 'string', 'How firm the counts behind the figure are: estimated or illustrative'],
];
const NAMES = PUBLISHED_COLUMNS.map(([name]) => name);

/** The figures as one long table. */
export function tidyCsv(rows: readonly PublishedRow[]): string {
  return writeCsv({ columns: NAMES, rows: rows as unknown as readonly TableRow[] });
}

/** What the columns of the CSV mean, for the web (W3C CSVW). */
export function csvwText(csv: string, title: string, description: string): string {
  const metadata = {
    '@context': ['http://www.w3.org/ns/csvw', { '@language': 'en' }],
    url: csv,
    'dc:title': title,
    'dc:description': description,
    dialect: { header: true, encoding: 'utf-8', delimiter: ',' },
    tableSchema: {
      columns: PUBLISHED_COLUMNS.map(([name, datatype, about]) => ({
        name,
        titles: name,
        'dc:description': about,
        datatype,
        ...(['value', 'lower', 'upper', 'marker'].includes(name) ? { null: '' } : { required: true }),
      })),
      primaryKey: NAMES.slice(0, NAMES.indexOf('value')).filter((name) => !name.startsWith('area_name')),
    },
  };
  return `${JSON.stringify(metadata, null, 2)}\n`;
}

/** The same table as Parquet. Dates are dates there, and missing figures are missing. */
export function tidyParquet(rows: readonly PublishedRow[]): Uint8Array {
  const columnData = PUBLISHED_COLUMNS.map(([name, type]) => ({
    name,
    data: rows.map((row) => (type === 'date' ? new Date(`${row.date}T00:00:00Z`) : (row[name] ?? null))),
  }));
  const schema = PUBLISHED_COLUMNS.map(([name, type]) => {
    if (type === 'number') return { name, type: 'DOUBLE', repetition_type: 'OPTIONAL' } as const;
    const repetition_type = 'REQUIRED' as const;
    if (type === 'date') return { name, type: 'INT32', converted_type: 'DATE', repetition_type } as const;
    return { name, type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type } as const;
  });
  return new Uint8Array(
    parquetWriteBuffer({ columnData, schema: [{ name: 'root', num_children: schema.length }, ...schema] }),
  );
}
