import { it } from 'vitest';
import { planOf, plainScenario, wales } from '../simulation/small-country.ts';
import { defaultGrid, eachCell } from '../../src/measures/grid.ts';
import { GridRecorder } from '../../src/measures/grid-recorder.ts';
import { runDraw } from '../../src/simulation/draw.ts';
import { createState } from '../../src/simulation/state.ts';
it('la', async () => {
  const plan = planOf(await wales(), plainScenario('2025-03-31'));
  const g = defaultGrid(plan); const r = new GridRecorder(plan, g); r.row = new Float32Array(g.cells);
  runDraw(createState(plan), 1, 0, r);
  console.log(g.series.length, g.cells);
  eachCell(plan, g, (c, at) => { if (c.areaLevel === 'country' && c.date === '2025-03-31' && (c.series.measure.startsWith('places_reg') || c.series.measure.startsWith('cost') || c.series.measure==='grant')) console.log(c.series.measure, c.series.serviceType, c.series.sector, c.series.providerCountry, c.period, r.row[at]); });
});
