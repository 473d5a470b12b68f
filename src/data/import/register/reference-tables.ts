import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { orThrow } from '../../../domain/errors.ts';
import { SECTORS } from '../../../domain/vocabulary.ts';
import { shippedDataDir } from '../../shipped-paths.ts';
import { areaCode, identifier, oneOf, text } from '../../tables/column.ts';
import type { TableDefinition } from '../../tables/table-definition.ts';
import { sourceColumn } from '../../tables/table-definition.ts';
import type { OwnerListRow } from './owner-list.ts';
import { readSmallTable } from './small-table.ts';

/** Owners behind registered providers, `owner-list.csv`. */
export const ownerListTable: TableDefinition<OwnerListRow> = {
  name: 'owner-list',
  description: 'One owner behind providers with a name or a company number.',
  columns: {
    owner_id: identifier('Owner, as owner_id of services.csv.'),
    name_pattern: text('Name of a provider; * stands for any text.'),
    company_number: identifier('Company or charity number of the provider.', { optional: true }),
    sector: oneOf('Who runs its services; empty where only the owner is known.', SECTORS, { optional: true }),
    confidence: oneOf('How sure it is.', ['high', 'medium', 'low']),
    source: sourceColumn(),
  },
  key: ['name_pattern', 'company_number'],
};

interface AreaSpelling {
  readonly area_code: string;
  readonly spelling: string;
}

interface AreaPostcodes {
  readonly area_code: string;
  readonly postcode_areas: string;
}

const spellingsTable: TableDefinition<AreaSpelling> = {
  name: 'area-spellings',
  description: 'One further spelling of the name of an area.',
  columns: { area_code: areaCode('Area.', ['authority']), spelling: text('Spelling.'), source: sourceColumn() },
  key: ['spelling'],
};

const postcodesTable: TableDefinition<AreaPostcodes> = {
  name: 'area-postcodes',
  description: 'First letters of the postcodes in an authority.',
  columns: { area_code: areaCode('Authority.', ['authority']), postcode_areas: text('Letters, with spaces between.'), source: sourceColumn() },
  key: ['area_code'],
};

/** What the package ships to read registers with. */
export interface RegisterReferences {
  readonly owners: readonly OwnerListRow[];
  readonly spellings: readonly AreaSpelling[];
  readonly postcodeAreas: ReadonlyMap<string, readonly string[]>;
}

/** Reads the shipped tables of owners, spellings and postcodes. They name Welsh areas, and say nothing of others. */
export async function registerReferences(folder = join(shippedDataDir(), 'reference')): Promise<RegisterReferences> {
  const read = async <Row>(definition: TableDefinition<Row>): Promise<readonly Row[]> => {
    const file = join(folder, `${definition.name}.csv`);
    return orThrow(readSmallTable(await readFile(file), file, definition));
  };
  const postcodes = await read(postcodesTable);
  return {
    owners: await read(ownerListTable),
    spellings: await read(spellingsTable),
    postcodeAreas: new Map(postcodes.map((row) => [row.area_code, row.postcode_areas.split(' ')])),
  };
}
