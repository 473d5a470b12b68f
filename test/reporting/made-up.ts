import type { FanSeries } from '../../src/reporting/fan-series.ts';
import type { StatutoryRule } from '../../src/reporting/statutory-dates.ts';
import type { ChartContext } from '../../src/reporting/chart.ts';

/** Made-up figures with the size and shape of real ones. */
export const rules: StatutoryRule[] = [
  { date: '2026-04-01', label: 'No new for-profit services, April 2026' },
  { date: '2027-04-01', label: 'No growth of for-profit homes, April 2027' },
  { date: '2030-04-01', label: 'Placements need approval, April 2030' },
];

export const context: Omit<ChartContext, 'title'> = {
  source: 'market-stability 0.1.0, made-up figures for a test',
  status: 'illustrative',
  scenario: { title: 'As legislated', draws: 1000, seed: 1 },
};

/** A fan from March 2024 to March 2036, by quarter, from `start` towards `end`, with a spread that grows. */
export function fan(name: string, category: string, start: number, end: number, spread: number): FanSeries {
  const points = Array.from({ length: 49 }, (_, i) => {
    const t = i / 48;
    const month = 2 + 3 * i;
    const year = 2024 + Math.floor(month / 12);
    const m = (month % 12) + 1;
    const day = m === 6 || m === 9 ? 30 : 31;
    const mid = start + (end - start) / (1 + Math.exp(-12 * (t - 0.45)));
    const s = spread * Math.sqrt(t);
    return {
      date: `${year}-${String(m).padStart(2, '0')}-${day}`,
      p10: Math.max(0, mid - 1.28 * s),
      p25: Math.max(0, mid - 0.67 * s),
      p50: mid,
      p75: mid + 0.67 * s,
      p90: mid + 1.5 * s,
    };
  });
  return { name, category, points };
}

/** A made-up country of rectangles, as TopoJSON with quantised arcs: `columns` by `rows` areas. */
export function madeUpTopology(columns: number, rows: number): unknown {
  const arcs: [number, number][][] = [];
  const geometries = [];
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      arcs.push([
        [c * 100, r * 100],
        [100, 0],
        [0, 100],
        [-100, 0],
        [0, -100],
      ]);
      const number = arcs.length;
      geometries.push({
        type: 'Polygon',
        arcs: [[number - 1]],
        properties: { la_code: `A${String(number).padStart(2, '0')}`, name_en: `Made-up area ${number}` },
      });
    }
  }
  return {
    type: 'Topology',
    transform: { scale: [0.005, 0.004], translate: [-5, 51.5] },
    arcs,
    objects: { la: { type: 'GeometryCollection', geometries } },
  };
}
