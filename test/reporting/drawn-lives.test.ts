import { expect, test } from 'vitest';
import { SECTORS, SERVICE_TYPES } from '../../src/domain/vocabulary.ts';
import { drawnLives } from '../../src/reporting/drawn-lives.ts';
import { planOf, plainScenario, wales } from '../simulation/small-country.ts';

test('the sizes of owners hold all places of the start, and each place that goes has gone somewhere', async () => {
  const plan = planOf(await wales(), plainScenario('2027-03-31'));
  const { services } = plan;
  const atStart = services.places.reduce((sum, places, s) => {
    const ours = SERVICE_TYPES[services.type[s]!] === 'residential' && SECTORS[services.sector[s]!] === 'for-profit';
    return sum + (ours && services.serves[s] === 1 ? places : 0);
  }, 0);
  const lives = drawnLives(plan, { seed: 1, draw: 0, serviceType: 'residential', sector: 'for-profit' });
  expect(lives.reduce((sum, { months }) => sum + months[0]!.places, 0)).toBe(atStart);
  for (const { months, leavings } of lives) {
    expect(months).toHaveLength(plan.months + 1);
    expect(months[0]!.date).toBe('2024-03-31');
    // A fall from one month to the next is never more than what is said to have left.
    months.slice(1).forEach(({ date, places }, k) => {
      const left = leavings.filter((l) => l.date === date).reduce((sum, l) => sum + l.places, 0);
      expect(months[k]!.places - places).toBeLessThanOrEqual(left);
    });
  }
  expect(lives.flatMap(({ leavings }) => leavings).length).toBeGreaterThan(5);
  const largest = drawnLives(plan, { seed: 1, draw: 0, serviceType: 'residential', sector: 'for-profit', owners: 2 });
  expect(largest).toHaveLength(2);
  expect(largest[0]!.months[0]!.places).toBeGreaterThanOrEqual(largest[1]!.months[0]!.places);
});
