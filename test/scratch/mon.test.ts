import { it } from 'vitest';
import { planOf, plainScenario, wales } from '../simulation/small-country.ts';
import { eachMonth } from '../simulation/pure-country.ts';
it('mon', async () => {
  const base = await wales();
  for (const share of [0.35, 0.4, 0.45]) {
    const out: string[] = [];
    const acc = new Map<number, number[]>();
    const plan = planOf(base, plainScenario('2027-06-30', { events: share ? [{ withdraw_from_area: { date: '2025-04-01', sector: 'for-profit', share } }] : [], assumptions: { scarcity_elasticity: 0.5, price_growth: 0.035, price_pass_through: 9 } }));
    eachMonth(plan, 6, (s, _d, month) => {
      if (month % 6) return;
      const { regions } = s.money; const r = s.plan.geography.regionOf[s.plan.geography.areaCodes.indexOf('W06000021')]!;
      const m = s.money.market[regions + r]!;
      const row = acc.get(month) ?? []; acc.set(month, row); row.push(m ** 2, s.money.paid[regions + r]!);
    });
    for (const [m, v] of acc) { const n = v.length / 2; let a = 0, b = 0; for (let i = 0; i < n; i++) { a += v[2*i]! / n; b += v[2*i+1]! / n; } out.push(`${m}: S ${a.toFixed(2)} paid ${b.toFixed(2)}`); }
    console.log('share', share, out.join(' | '));
  }
}, 120000);
