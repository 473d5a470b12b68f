import type { InputProblem, Repair } from '../../../domain/errors.ts';
import type { AreaRow } from '../../../domain/tables.ts';
import { plainAreaName } from './area-names.ts';
import { refusal } from './row-values.ts';

/** Share of rows that may name another region than their authority mostly does. */
const MOST_TORN = 0.02;

/** Authorities of a register with the region that each row gives them. */
export class AreasOfRegister {
  private readonly authorities = new Map<string, { readonly name: string; readonly regions: Map<string, number> }>();
  private rows = 0;

  /** Takes the authority of a row and its region; gives the code of the authority. */
  take(authority: string, region: string): string {
    const code = areaCodeOf(authority);
    const known = this.authorities.get(code) ?? { name: authority, regions: new Map<string, number>() };
    this.authorities.set(code, known);
    known.regions.set(region, (known.regions.get(region) ?? 0) + 1);
    this.rows += 1;
    return code;
  }

  /** Names of the authorities. */
  names(): readonly string[] {
    return [...this.authorities.values()].map(({ name }) => name);
  }

  /** Authorities that one row alone names, where there are many rows. */
  lonely(): Omit<Repair, 'file'>[] {
    const alone = [...this.authorities.values()].filter(({ regions }) => [...regions.values()].reduce((a, b) => a + b, 0) === 1);
    return alone.map(({ name }) => ({
      column: 'Local authority',
      found: name,
      used: name,
      why: 'one row alone names this authority; look whether it is one',
    }));
  }

  /** Takes over what a later copy says of the authorities that it names. */
  replaceBy(later: AreasOfRegister): void {
    for (const [code, about] of later.authorities) this.authorities.set(code, about);
  }

  /** Authorities that lie in several regions: columns that are out of step. */
  problems(file: string): InputProblem[] {
    const torn = [...this.authorities.values()].reduce((sum, { regions }) => {
      const counts = [...regions.values()];
      return sum + counts.reduce((a, b) => a + b, 0) - Math.max(...counts);
    }, 0);
    if (torn <= Math.max(2, this.rows * MOST_TORN)) return [];
    return [
      refusal(file, undefined, 'Local authority', `${torn} of ${this.rows} rows`, 'Rows give an authority another region than most rows do; columns seem to be out of step.', 'One region for each authority.', 'Download the file again, and sort or change it only with all of its columns together.'),
    ];
  }

  /** Areas as rows of areas.csv: authorities, their regions, one country and the outside. */
  rowsOfAreas(country: string): AreaRow[] {
    const code = areaCodeOf(country);
    const regions = new Map<string, string>();
    const authorities = [...this.authorities]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([area_code, { name, regions: named }]): AreaRow => {
        const region = [...named].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]![0] || 'No region';
        const region_code = `${areaCodeOf(region)}-REGION`;
        regions.set(region_code, region);
        return { area_code, level: 'authority', name_en: name, name_cy: name, region_code, parent: region_code };
      });
    return [
      { area_code: code, level: 'country', name_en: country, name_cy: country },
      ...[...regions].map(([area_code, name]): AreaRow => ({ area_code, level: 'region', name_en: name, name_cy: name, parent: code })),
      ...authorities,
      { area_code: 'OUT', level: 'outside', name_en: `Outside ${country}`, name_cy: `Outside ${country}` },
    ];
  }
}

/** A code made of the name of an area, for a register that gives none. */
export function areaCodeOf(name: string): string {
  const code = plainAreaName(name).toUpperCase().replace(/ /g, '-').slice(0, 24);
  return code === '' ? 'UNNAMED' : code;
}
