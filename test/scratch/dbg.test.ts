import { it } from 'vitest';
import { createState } from '../../src/simulation/state.ts';
import { runDraw } from '../../src/simulation/draw.ts';
import { planOf, plainScenario, smallCountry, wales } from '../simulation/small-country.ts';
import { COST_SLOTS } from '../../src/simulation/plan/money.ts';
it('dbg', async () => {
  const data = smallCountry(await wales(), {"areas":1,"children":[1,0,2,1,2,2],"homes":[4,2,6],"households":[29,23,21,22,0,20,26,8,0]});
  const plan = planOf(data, plainScenario('2028-03-31', {events:[{ price_shock: { from: '2025-02-01', months: 7, factor: 1.4 } }]}));
  const state = createState(plan);
  let before: number[] = [];
  runDraw(state, 291, 291 % 8, { begin: () => undefined, endMonth: (s) => {
    if (s.month > 3) return;
    const now = Array.from(s.counters.cost.subarray(0, COST_SLOTS));
    const d = now.map((v, i) => (v - (before[i] ?? 0)).toFixed(0));
    before = now;
    const rows: string[] = [];
    for (let c = 0; c < s.children.count; c++) if (s.children.present[c]) rows.push(`${s.children.place[c]}@${s.children.service[c] >= 0 ? s.services.sector[s.children.service[c]!] : 'x'}:${s.children.located[c]}`);
    const m: Record<string, number> = {}; rows.forEach(r => m[r] = (m[r] ?? 0) + 1);
    const u: number[] = []; for (let x = 0; x < s.services.count; x++) u.push(...[s.services.type[x]!*1000+s.services.sector[x]!*100, s.services.usable[x]!-s.services.occupied[x]!-s.services.held[x]!-s.services.otherCountry[x]!, s.services.vacant[x]!, s.services.serves[x]!]);
    console.log(s.month, d.join(' '), JSON.stringify(m), u.join(','), s.parameters.fosterVoidCost, s.poolVacant.join(','));
  } });
});
