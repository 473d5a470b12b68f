import { it } from 'vitest';
import { planOf, plainScenario, wales } from '../simulation/small-country.ts';
import { defaultGrid } from '../../src/measures/grid.ts';
it('cells', async () => {
  const g = defaultGrid(planOf(await wales(), plainScenario()));
  const by = new Map<string, number>();
  for (const r of g.runs) { const k = g.series[r.series]!.measure; by.set(k, (by.get(k) ?? 0) + r.count); }
  console.log(g.cells, [...by].sort((a, b) => b[1] - a[1]).map(([k, v]) => `${k} ${v}`).join('\n'));
});
