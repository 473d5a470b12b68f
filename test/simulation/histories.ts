import { hashText } from '../../src/random/keys.ts';
import { runDraw } from '../../src/simulation/draw.ts';
import type { Plan } from '../../src/simulation/plan/plan.ts';
import { createState } from '../../src/simulation/create-state.ts';

/** What happened to each service of one draw, month by month, by the identity that its random words have. */
export function serviceHistories(plan: Plan, draw: number): Map<number, string> {
  const found = new Map<number, string>();
  runDraw(createState(plan), 1, draw, {
    begin: () => undefined,
    endMonth: ({ services, month, plan: { geography } }) => {
      for (let s = 0; s < services.count; s++) {
        const before = found.get(services.hash[s]!) ?? `${geography.areaCodes[services.area[s]!]} from ${month}:`;
        const now = [services.status, services.sector, services.registered, services.households].map((v) => v[s]!);
        found.set(services.hash[s]!, `${before} ${now.join(',')}`);
      }
    },
  });
  return found;
}

/** Identity of a service of the data set. */
export function hashOfService(id: string): number {
  return hashText(`service ${id}`);
}
