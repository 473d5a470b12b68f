import { InputError, nearestName } from '../../domain/errors.ts';
import type { AreaRow } from '../../domain/tables.ts';

/** Letters and digits alone, without accents: `Ynys Mon` and `Ynys Môn` are the same. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

const LEVEL_WORDS = { region: 'a region', country: 'the country', outside: 'outside the country' } as const;

/**
 * The authority that a person means: by its code, or by its English or Welsh name, in any case and without accents. Where an
 * authority and a region share a name, the authority is meant.
 *
 * @throws InputError when there is no such area, with the nearest name, or when the area is not an authority
 * @example
 * findAuthority(areas, 'caerdydd').name_en; // 'Cardiff'
 */
export function findAuthority(areas: readonly AreaRow[], text: string): AreaRow {
  const wanted = plain(text);
  const named = areas.filter((a) => [a.area_code, a.name_en, a.name_cy].some((name) => plain(name) === wanted));
  const authorities = areas.filter((a) => a.level === 'authority');
  const authority = named.find((a) => a.level === 'authority');
  if (authority !== undefined) return authority;
  const other = named[0];
  if (other !== undefined && other.level !== 'authority') {
    const inside =
      other.level === 'region' ? authorities.filter((a) => a.region_code === other.area_code) : authorities;
    throw problem(
      text,
      `A plan is made by an authority; ${other.name_en} is ${LEVEL_WORDS[other.level]}.`,
      `One of: ${list(inside)}.`,
      'Name one authority.',
    );
  }
  const near = nearestNames(text, authorities);
  throw problem(
    text,
    'There is no such authority in the run.',
    `The code or the name of an authority: ${list(authorities)}.`,
    near.length === 0 ? 'Check the spelling.' : `Did you mean ${near.join(' or ')}?`,
  );
}

/** The nearest name of an authority in each language, as a person would type it. */
function nearestNames(text: string, authorities: readonly AreaRow[]): string[] {
  const nearest = (names: readonly string[]): string | undefined => {
    const near = nearestName(plain(text), names.map(plain));
    return near === undefined ? undefined : names.find((name) => plain(name) === near);
  };
  const found = [authorities.map((a) => a.name_en), authorities.map((a) => a.name_cy)].map(nearest);
  return [...new Set(found.filter((name) => name !== undefined))];
}

function list(areas: readonly AreaRow[]): string {
  return areas.map((a) => `${a.name_en} (${a.area_code})`).join(', ');
}

function problem(value: string, text: string, allowed: string, mend: string): InputError {
  return new InputError([{ kind: 'input', file: '--area', value, problem: text, allowed, mend }]);
}
