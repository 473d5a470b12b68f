import { describe, expect, it } from 'vitest';
import { readTable } from '../../src/data/read-table.ts';
import { orThrow } from '../../src/domain/errors.ts';
import { allSeries } from '../../src/measures/grid.ts';

describe('data/measures.csv', () => {
  it('lists the combinations that a run records, and is made anew by `npm run schemas`', async () => {
    const rows = orThrow(await readTable('data/measures.csv', 'measures'));
    const recorded = allSeries().filter((s) => Object.keys(s.levels).length > 0);
    const key = (...parts: string[]): string => parts.join('|');
    expect(rows.map((r) => key(r.measure, r.unit, r.area_role, r.service_type, r.sector, r.age_band, r.need_class, r.reason, r.levels))).toEqual(
      recorded.map((s) =>
        key(
          s.measure,
          s.unit,
          s.areaRole,
          s.serviceType,
          s.sector,
          s.ageBand,
          s.needClass,
          s.reason,
          Object.entries(s.levels)
            .map(([level, period]) => `${level}:${period}`)
            .join(' '),
        ),
      ),
    );
  });
});
