import type { InputProblem } from '../../../domain/errors.ts';
import type { AreaRow } from '../../../domain/tables.ts';
import { importProblem } from '../problems.ts';
import type { SourceRow } from '../text-rows.ts';

/** Columns of areas of a file of the Department for Education, by their place. */
export interface AreaColumns {
  readonly level: number;
  readonly countryCode: number;
  readonly countryName: number;
  readonly regionCode: number;
  readonly regionName: number;
  readonly code: number;
  readonly name: number;
}

/** Code of the one area outside, where a file brings a country of its own. */
const OUTSIDE: AreaRow = { area_code: 'OUT', level: 'outside', name_en: 'Outside', name_cy: 'Y tu allan' };

/** Most codes that one authority has had. */
const MOST_CODES = 3;

/** The area of a row: its level as the tables name it, its code and name; undefined for a level that they do not have. */
export function areaOfRow(cells: readonly string[], at: AreaColumns): { readonly level: AreaRow['level']; readonly code: string; readonly name: string } | undefined {
  const text = (column: number): string => (column < 0 ? '' : (cells[column] ?? '').trim());
  switch (text(at.level).toLowerCase()) {
    case 'national':
      return { level: 'country', code: text(at.countryCode), name: text(at.countryName) };
    case 'regional':
    case 'region':
      return { level: 'region', code: text(at.regionCode), name: text(at.regionName) };
    case 'local authority':
      return { level: 'authority', code: text(at.code), name: text(at.name) };
    default:
      return undefined;
  }
}

/**
 * The areas of a file, from its own codes and names. A code that goes with two names, or an authority with two regions, is a
 * problem: columns may be shifted. Names may have several codes over the years, as boundaries change.
 */
export function areasOfFile(rows: readonly SourceRow[], at: AreaColumns, file: string, problems: InputProblem[]): AreaRow[] {
  const areas = new Map<string, AreaRow>();
  const names = new Map<string, string>();
  for (const { row, cells } of rows) {
    const area = areaOfRow(cells, at);
    if (area === undefined) continue;
    const country = (cells[at.countryCode] ?? '').trim();
    const countryName = (cells[at.countryName] ?? '').trim();
    if (!/^[EWSNK]\d{8}$/.test(country) || (names.get(country) ?? countryName) !== countryName) {
      problems.push(importProblem({ file, row, column: 'country_code' }, `${country} ${countryName}`, names.has(country) ? `The code ${country} is ${names.get(country)} in another row.` : 'The country has no code.', 'A code as E92000001 in each row, with one name.', 'A cell may be changed, or columns exchanged; download the file again.'));
      if (problems.length >= 10) break;
      continue;
    }
    names.set(country, countryName);
    const region = at.regionCode < 0 ? '' : (cells[at.regionCode] ?? '').trim();
    // An authority whose region is not given is put into one region of the whole country.
    const region_code = region === '' || /^[xz.:]$/i.test(region) ? `${country}-all` : region;
    if (!/^[EWSNK]\d{8}$/.test(area.code) || !/^(?![A-Za-z]\d)(?=.*\p{L}{2})/u.test(area.name)) {
      problems.push(importProblem({ file, row }, `${area.code} ${area.name}`, 'The area has no code, or no name.', 'A code as E06000001, and a name in words.', 'Columns may be exchanged; download the file again.'));
      if (problems.length >= 10) break;
      continue;
    }
    const found: AreaRow = {
      area_code: area.code,
      level: area.level,
      name_en: area.name,
      name_cy: area.name,
      ...(area.level === 'authority' ? { region_code, parent: region_code } : area.level === 'region' ? { parent: country } : {}),
    };
    const known = areas.get(area.code);
    if (known === undefined) areas.set(area.code, found);
    else if (known.name_en !== found.name_en || known.level !== found.level || known.region_code !== found.region_code || known.parent !== found.parent) {
      problems.push(
        importProblem({ file, row }, `${area.code} ${area.name} ${found.region_code ?? ''}`, `The code ${area.code} is ${known.name_en}${known.region_code === undefined ? '' : ` in ${known.region_code}`} in another row.`, 'One name, level and region for each code.', 'Codes or names may be shifted by a row; download the file again.'),
      );
      if (problems.length >= 10) break;
    }
  }
  const named = new Map<string, number>();
  for (const { level, name_en } of areas.values()) if (level === 'authority') named.set(name_en, (named.get(name_en) ?? 0) + 1);
  for (const [name, codes] of named)
    if (codes > MOST_CODES)
      problems.push(importProblem({ file }, name, `The name stands with ${codes} codes.`, `At most ${MOST_CODES} codes for a name, as boundaries change.`, 'Columns may be exchanged; download the file again.'));
  const regions = new Set([...areas.values()].flatMap((row) => (row.level === 'authority' ? [row.region_code!] : [])));
  const country = [...areas.values()].find((row) => row.level === 'country');
  for (const code of regions)
    if (!areas.has(code)) areas.set(code, { area_code: code, level: 'region', name_en: code.endsWith('-all') ? 'All regions' : code, name_cy: code, ...(country === undefined ? {} : { parent: country.area_code }) });
  return [...areas.values()];
}

/**
 * The areas that an import is read with: those of the data set where it has every one of the file, else those of the file
 * and the outside, as a table of its own; or both, where the file adds to the country of the data set.
 */
export function areasToUse(known: readonly AreaRow[], own: readonly AreaRow[]): { readonly areas: readonly AreaRow[]; readonly added: readonly AreaRow[]; readonly alone: boolean } {
  const codes = new Map(known.map((row) => [row.area_code, row]));
  const added = own.filter((row) => !codes.has(row.area_code) || codes.get(row.area_code)!.level === 'outside');
  if (added.length === 0) return { areas: known, added, alone: false };
  const country = known.find((row) => row.level === 'country')?.area_code;
  const alone = own.every((row) => row.level !== 'country' || row.area_code !== country);
  if (alone) return { areas: [...own, OUTSIDE], added: own, alone };
  return { areas: [...known, ...added], added, alone };
}
