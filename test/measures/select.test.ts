import { describe, expect, it } from 'vitest';
import type { OutcomeRow } from '../../src/measures/outcomes.ts';
import { oneFigure, selectFigures } from '../../src/measures/select.ts';

const row = (parts: Partial<OutcomeRow>): OutcomeRow => ({
  run_id: 'r',
  scenario: 's',
  area_code: 'C',
  area_level: 'country',
  area_role: 'located',
  service_type: 'all',
  sector: 'all',
  age_band: 'all',
  need_class: 'all',
  reason: 'all',
  provider_country: 'all',
  date: '2024-04-30',
  period: 'month',
  measure: 'places_registered',
  unit: 'places',
  statistic: 'mean',
  value: 1,
  mc_error: 0,
  status: 'published',
  ...parts,
});

const rows = [
  row({ service_type: 'residential' }),
  row({ service_type: 'residential', sector: 'for-profit', value: 2 }),
  row({ service_type: 'residential', date: '2024-05-31', value: 3 }),
  row({ service_type: 'foster', value: 4 }),
  row({ measure: 'children_looked_after', value: 5 }),
  row({ measure: 'children_looked_after', age_band: '0', value: 6 }),
];
const values = (where: Parameters<typeof selectFigures>[1]): number[] => selectFigures(rows, where).map((r) => r.value);

describe('selectFigures', () => {
  it('takes a dimension that is not named at all, so that a total is not mixed with its parts', () => {
    expect(values({ measure: 'children_looked_after' })).toEqual([5]);
    expect(values({ service_type: 'residential' })).toEqual([1, 3]);
    expect(values({ measure: 'places_registered' })).toEqual([]);
  });
  it('takes a list of values, and keeps the order of the rows', () => {
    expect(values({ service_type: ['foster', 'residential'], date: '2024-04-30' })).toEqual([1, 4]);
    expect(values({ service_type: 'residential', sector: ['all', 'for-profit'] })).toEqual([1, 2, 3]);
    expect(values({ age_band: '0' })).toEqual([6]);
  });
  it('finds nothing for a list of nothing', () => {
    expect(values({ service_type: [] })).toEqual([]);
  });
});

describe('oneFigure', () => {
  it('gives the figure that was asked for', () => {
    expect(oneFigure(rows, { measure: 'children_looked_after' }).value).toBe(5);
  });
  it('refuses a question with no answer or with several, and says how many', () => {
    expect(() => oneFigure(rows, { service_type: 'residential' })).toThrow(
      '2 figures match {"service_type":"residential"}',
    );
    expect(() => oneFigure(rows, { measure: 'hhi' })).toThrow('0 figures match');
  });
});
