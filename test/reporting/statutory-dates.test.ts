import { describe, expect, test } from 'vitest';
import type { TimetableRow } from '../../src/domain/tables.ts';
import type { Milestone, ServiceType } from '../../src/domain/vocabulary.ts';
import { statutoryRules } from '../../src/reporting/statutory-dates.ts';

const row = (milestone: Milestone, service_type: ServiceType, date?: string): TimetableRow => ({
  milestone,
  service_type,
  provider_description: 'for-profit',
  ...(date === undefined ? {} : { date }),
  source: 'made up for a test',
});

describe('statutoryRules', () => {
  test('gives short words, earliest first, and one mark for several services', () => {
    const timetable = [
      row('placements need approval', 'residential', '2030-04-01'),
      row('placements need approval', 'foster', '2030-04-01'),
      row('registration ends', 'residential', '2026-04-01'),
      row('growth ends', 'residential', '2027-04-01'),
      row('for-profit registration ends', 'residential'),
      {
        ...row('placements need approval', 'residential', '2031-04-01'),
        provider_description: 'outside-private' as const,
      },
    ];
    expect(statutoryRules(timetable)).toEqual([
      { date: '2026-04-01', label: 'No new for-profit services, April 2026' },
      { date: '2027-04-01', label: 'No growth of for-profit homes, April 2027' },
      { date: '2030-04-01', label: 'Placements need approval, April 2030' },
    ]);
  });

  test('names the services where dates differ, and keeps to one service when asked', () => {
    const timetable = [
      row('placements need approval', 'residential', '2029-04-01'),
      row('placements need approval', 'foster', '2030-04-01'),
      row('growth ends', 'foster', '2027-04-01'),
    ];
    expect(statutoryRules(timetable).map((r) => r.label)).toEqual([
      'No new for-profit carers, April 2027',
      'Placements need approval (residential care), April 2029',
      'Placements need approval (foster care), April 2030',
    ]);
    expect(statutoryRules(timetable, 'residential').map((r) => r.label)).toEqual([
      'Placements need approval, April 2029',
    ]);
  });
});
