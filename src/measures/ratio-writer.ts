import type { Plan } from '../simulation/plan/plan.ts';
import type { State } from '../simulation/state.ts';
import type { Columns } from './columns.ts';
import type { Grid } from './grid.ts';
import { OwnerPlaces } from '../simulation/owner-places.ts';
import { LIMITED, RATIOS_OF_TYPE, ratioParts, readRatios } from './ratios.ts';
import type { RatioArea, RatioParts } from './ratios.ts';
import type { Series } from './series.ts';

/** Columns that ratios are made from. */
export function ratioColumns(additive: readonly Series[], columns: Columns): number[] {
  return ratioParts(additive, columns).flatMap((parts) => Object.values(parts).flat() as number[]);
}

/** Writes the ratios of all areas: of the country and regions at the ends of quarters, of authorities at those of years. */
export class RatioWriter {
  private readonly parts: readonly RatioParts[];
  private readonly owners: OwnerPlaces;
  private readonly regionOf: Int32Array;
  private readonly regions: number;
  private readonly authorities: number;
  private readonly stride: number;
  private readonly values = new Float64Array(RATIOS_OF_TYPE);
  private readonly area: RatioArea = { level: 'country', sums: new Float64Array(0), at: 0, slot: 0 };
  /** First cell of each ratio, by area (the country, regions, authorities), -1 where it is not kept. */
  private readonly first: Int32Array;
  /** 1 where the cells of that ratio are by financial year. */
  private readonly yearly: Uint8Array;

  constructor(plan: Plan, grid: Grid, additive: readonly Series[], columns: Columns) {
    const { countryCode, regionCodes, areaCodes, regionOf } = plan.geography;
    this.parts = ratioParts(additive, columns);
    this.owners = new OwnerPlaces(regionCodes.length);
    this.regionOf = regionOf;
    this.regions = regionCodes.length;
    this.authorities = areaCodes.length;
    this.stride = columns.count;
    const ratios = grid.series.length - additive.length;
    const areas = [
      ['country', countryCode],
      ...regionCodes.map((c) => ['region', c]),
      ...areaCodes.map((c) => ['authority', c]),
    ];
    const place = new Map(areas.map(([level, code], i) => [`${level} ${code}`, i]));
    this.first = new Int32Array(areas.length * ratios).fill(-1);
    this.yearly = new Uint8Array(areas.length * ratios);
    for (const run of grid.runs) {
      if (run.series < additive.length) continue;
      const at = place.get(`${run.areaLevel} ${run.areaCode}`)! * ratios + run.series - additive.length;
      this.first[at] = run.first;
      this.yearly[at] = run.period === 'financial-year' ? 1 : 0;
    }
  }

  /** Writes the ratios of quarter `quarter`, and of financial year `year` where one ends too (else -1). */
  write(
    state: State,
    country: Float64Array,
    regions: Float64Array,
    authorities: Float64Array,
    quarter: number,
    year: number,
    row: Float32Array,
  ): void {
    const { area, owners, stride } = this;
    for (let t = 0; t < LIMITED.length; t++) {
      owners.count(state, LIMITED[t]!, this.regionOf);
      area.level = 'country';
      area.sums = country;
      this.writeArea(t, 0, 0, 0, quarter, year, row);
      area.level = 'region';
      area.sums = regions;
      for (let r = 0; r < this.regions; r++) this.writeArea(t, r + 1, r * stride, r + 1, quarter, year, row);
      if (year < 0) continue;
      area.level = 'authority';
      area.sums = authorities;
      for (let a = 0; a < this.authorities; a++)
        this.writeArea(t, 1 + this.regions + a, a * stride, -1, quarter, year, row);
    }
  }

  private writeArea(
    type: number,
    place: number,
    at: number,
    slot: number,
    quarter: number,
    year: number,
    row: Float32Array,
  ): void {
    this.area.at = at;
    this.area.slot = slot;
    readRatios(this.parts[type]!, this.area, this.owners, this.values);
    const ratios = LIMITED.length * RATIOS_OF_TYPE;
    for (let i = 0; i < RATIOS_OF_TYPE; i++) {
      const cell = place * ratios + type * RATIOS_OF_TYPE + i;
      const first = this.first[cell]!;
      const k = this.yearly[cell] === 1 ? year : quarter;
      if (first >= 0 && k >= 0) row[first + k] = this.values[i]!;
    }
  }
}
