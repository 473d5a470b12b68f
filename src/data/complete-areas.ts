import type { Checked, InputProblem, Repair } from '../domain/errors.ts';
import { nearestName } from '../domain/errors.ts';
import type { AreaRow } from '../domain/tables.ts';
import { rowProblem } from './row-problem.ts';

/**
 * The areas of a set with every level: authorities as given, regions and the country built from what the authorities
 * name where their rows are absent, and the one area outside. Each built row is a repair.
 */
export function completeAreas(rows: readonly AreaRow[], file: string): Checked<readonly AreaRow[]> {
  const problems: InputProblem[] = [];
  const repairs: Repair[] = [];
  const at = (level: AreaRow['level']): AreaRow[] => rows.filter((row) => row.level === level);
  const [authorities, regions, countries, outsides] = [at('authority'), at('region'), at('country'), at('outside')];

  if (authorities.length === 0) problems.push(noRow(file, 'authority', 'Add a row for each authority.'));
  if (outsides.length === 0)
    problems.push(noRow(file, 'outside', 'Add one row for all that lies outside, as OUT,outside,Outside,Y tu allan,,.'));
  for (const [level, found] of [
    ['outside', outsides],
    ['country', countries],
  ] as const)
    if (found.length > 1)
      problems.push(
        rowProblem(file, found[1], 'level', level, {
          problem: `There are ${found.length} rows with level ${level}.`,
          allowed: `One row with level ${level}.`,
          mend: 'Delete the others, or correct their level.',
        }),
      );

  const regionCodes = new Map<string, AreaRow | undefined>(regions.map((row) => [row.area_code, row]));
  const levelOf = new Map(rows.map((row) => [row.area_code, row.level]));
  const countryNames = new Set(countries.map((row) => row.area_code));
  const completeAuthorities: AreaRow[] = [];
  for (const row of authorities) {
    const region = row.region_code ?? (row.parent !== undefined && !countryNames.has(row.parent) ? row.parent : undefined);
    if (region === undefined) {
      problems.push(
        rowProblem(file, row, 'region_code', row.parent ?? '', {
          problem: `The authority ${row.area_code} has no region.`,
          allowed: 'A code of a region; where there are no regions, one code for all authorities.',
          mend: 'Fill region_code.',
        }),
      );
      continue;
    }
    const level = levelOf.get(region);
    if (level !== undefined ? level !== 'region' : regions.length > 0) {
      const near = nearestName(region, [...regionCodes.keys()]);
      problems.push(
        rowProblem(file, row, 'region_code', region, {
          problem: level === undefined ? 'The region has no row.' : `The area named as region is of level ${level}.`,
          allowed: `A row with level region: ${[...regionCodes.keys()].slice(0, 12).join(', ') || 'none is given'}.`,
          mend: `${near === undefined ? '' : `Did you mean ${near}? `}Correct region_code, or add the region's row (or leave out the rows of all regions).`,
        }),
      );
      continue;
    }
    if (!regionCodes.has(region)) regionCodes.set(region, undefined);
    completeAuthorities.push({ ...row, region_code: region, parent: region });
  }
  const country = countryCode(authorities, regions, countries);
  if (levelOf.has(country) && levelOf.get(country) !== 'country')
    problems.push(
      rowProblem(file, undefined, 'parent', country, {
        problem: `The area named as country is of level ${levelOf.get(country)}.`,
        allowed: 'A row with level country.',
        mend: 'Correct parent, or add a row with level country.',
      }),
    );
  if (problems.length > 0) return { ok: false, problems };

  const built = (code: string, level: 'region' | 'country', name: string): AreaRow => {
    repairs.push({
      file,
      found: `no row for the ${level} ${code}`,
      used: `${code}, ${level}, ${name}`,
      why: `the ${level} was built from the areas that name it`,
    });
    return { area_code: code, level, name_en: name, name_cy: name };
  };
  const value: AreaRow[] = [
    ...completeAuthorities,
    ...[...regionCodes].map(([code, row]) => ({ ...(row ?? built(code, 'region', code)), parent: country })),
    countries[0] ?? built(country, 'country', country),
    outsides[0]!,
  ];
  return { ok: true, value, repairs };
}

/** The country's own row, else the parent that regions or authorities name, else `country`. */
function countryCode(authorities: readonly AreaRow[], regions: readonly AreaRow[], countries: readonly AreaRow[]): string {
  const parentOfAuthority = authorities.find((row) => row.region_code !== undefined && row.parent !== row.region_code);
  return countries[0]?.area_code ?? regions.find((row) => row.parent)?.parent ?? parentOfAuthority?.parent ?? 'country';
}

function noRow(file: string, level: string, mend: string): InputProblem {
  return rowProblem(file, undefined, 'level', 'no such row', {
    problem: `There is no row with level ${level}.`,
    allowed: level === 'outside' ? 'One row with level outside.' : 'At least one row with level authority.',
    mend,
  });
}
