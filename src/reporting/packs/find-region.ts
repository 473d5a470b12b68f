import { InputError } from '../../domain/errors.ts';
import type { AreaRow } from '../../domain/tables.ts';

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .toLowerCase();

/**
 * The region that a person means, by its code or its English or Welsh name. Where a region and an authority share a name, the
 * region is meant.
 *
 * @throws InputError when there is none, naming the region of an authority that was meant
 */
export function findRegion(areas: readonly AreaRow[], text: string): AreaRow {
  const named = areas.filter((a) => [a.area_code, a.name_en, a.name_cy].some((name) => plain(name) === plain(text)));
  const region = named.find((a) => a.level === 'region');
  if (region !== undefined) return region;
  const regions = areas.filter((a) => a.level === 'region');
  const home = regions.find((a) => a.area_code === named[0]?.region_code);
  throw new InputError([
    {
      kind: 'input',
      file: '--area',
      value: text,
      problem:
        named[0] === undefined
          ? 'There is no such region in the run.'
          : `A market stability report is made by region; ${named[0].name_en} is none.`,
      allowed: `A region: ${regions.map((a) => `${a.name_en} (${a.area_code})`).join(', ')}.`,
      mend: home === undefined ? 'Name one of them.' : `Give --area ${home.area_code} for ${home.name_en}.`,
    },
  ]);
}
