import type { AreaRow } from '../../../domain/tables.ts';

/**
 * A name of an authority as it is compared: without capitals, accents, articles, signs and the words for a council, so that
 * `Ynys Môn`, `The Vale of Glamorgan Council` and `Bristol, City of` meet their other spellings.
 */
export function plainAreaName(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/[^a-z0-9]+/g, ' ')
    .replace(/\b(city and county|county borough|metropolitan borough|metropolitan district|london borough|royal borough)\b/g, ' ')
    .replace(/\b(county|city|borough|district|metropolitan) council\b/g, ' ')
    .replace(/\b(the|council|county of|city of|isle of|ua)\b/g, ' ')
    .replace(/^(\s|of\b)+/, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Codes of authorities by the names that they go by, in either language, with further spellings. */
export function authoritiesByName(
  areas: readonly AreaRow[],
  spellings: readonly { readonly area_code: string; readonly spelling: string }[] = [],
): ReadonlyMap<string, string> {
  const codes = new Map<string, string>();
  for (const area of areas)
    if (area.level === 'authority')
      for (const name of [area.area_code, area.name_en, area.name_cy]) codes.set(plainAreaName(name), area.area_code);
  const known = new Set(areas.map((area) => area.area_code));
  for (const { area_code, spelling } of spellings) if (known.has(area_code)) codes.set(plainAreaName(spelling), area_code);
  return codes;
}
