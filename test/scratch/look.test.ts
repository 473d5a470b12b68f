import { it } from 'vitest';
import { runDraw } from '../../src/simulation/draw.ts';
import { createState } from '../../src/simulation/state.ts';
import { planOf, plainScenario, wales } from '../simulation/small-country.ts';
import { COST_SLOTS } from '../../src/simulation/plan/money.ts';
import { SERVICE_TYPES, SECTORS, PLACEMENT_TYPES } from '../../src/domain/vocabulary.ts';
import { applyMoney } from '../../src/simulation/processes/money.ts';
import { MONTH } from '../../src/simulation/month.ts';
it('looks', async () => {
  const plan = planOf(await wales(), plainScenario());
  console.log(plan.money.notPriced, plan.money.status, plan.money.baseMonth);
  const state = createState(plan);
  const n = 20;
  let ms = 0;
  (MONTH as any)[MONTH.length - 1].apply = (s: any) => { const t = process.hrtime.bigint(); applyMoney(s); ms += Number(process.hrtime.bigint() - t) / 1e6; };
  const out: Record<string, number[]> = {};
  const idx: number[][] = [];
  const gross: number[][] = [];
  for (let d = 0; d < n; d++) {
    let before = new Float64Array(0); let once = 0; let g = 0; let b=0;
    const g1: number[] = [];
    runDraw(state, 1, d, { begin: () => undefined, endMonth: (s) => {
      if (s.month % 12 !== 11) return;
      const c = s.counters;
      const tot = (i: number) => { let t = 0; for (let a = 0; a < 22; a++) t += c.cost[a * COST_SLOTS + i]!; return t; };
      const sum = (x: Float64Array) => x.reduce((p, q) => p + q, 0);
      const y = (s.month + 1) / 12;
      const add = (k: string, v: number) => { out[k] ??= new Array(13).fill(0); out[k]![y]! += v / n / 1e6; };
      const now = Float64Array.from({ length: COST_SLOTS }, (_, i) => tot(i));
      for (let i = 0; i < COST_SLOTS; i++) {
        const name = i < 20 ? `${SERVICE_TYPES[Math.floor(i / 5)]} ${SECTORS[i % 5] ?? 'outside'}` : PLACEMENT_TYPES[4 + i - 20] ?? 'emergency';
        add(name, now[i]! - (before[i] ?? 0));
      }
      add('RUNNING', sum(c.costRunning) - g); 
      g1.push((sum(c.costRunning) - g)/1e6);g = sum(c.costRunning);
      before = now; add('ONCE', sum(c.costOnce) - once); once = sum(c.costOnce);
      add('GRANTS so far', sum(c.grants));
      add('BOUNDED*1e6', (sum(c.scarcityBounded)-b)*1e6); b = sum(c.scarcityBounded);
      const R = s.money.paid.length / 2;
      for (const t of [0, 1]) { let p = 0, m = 0; for (let r = 0; r < 7; r++) { p += s.money.paid[t * R + r]! / 7; m += s.money.market[t*R+r]!/7;} add(`paid${t}`, p * 1e6); add(`market${t}`, m*1e6); }
      add('weekly fp res', s.money.price[1*5+2]!*7*1e6);
      add('weekly la res', s.money.price[1*5+0]!*7*1e6);
    } });
    gross.push(g1);
  }
  for (const [k, v] of Object.entries(out)) if (v.some((x) => x)) console.log(k.padEnd(26), v.slice(1).map((x) => x.toFixed(2)).join(' '));
  console.log('ms a draw', ms / n);
  for (const y of [0, 6, 11]) console.log('gross running y', y, gross.map(g => g[y]!).sort((a,b)=>a-b).map(x=>x.toFixed(0)).join(' '));
}, 60000);
