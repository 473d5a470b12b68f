import type { DiffRow } from '../../src/assumptions/scenario/diff.ts';
import type { Evidence, Scenario } from '../../src/assumptions/scenario/scenario.ts';

export const LIBRARY: readonly string[];
export function effectsIn(page: string): string;
export function scenariosPage(
  scenarios: readonly {
    readonly scenario: Scenario;
    readonly own: { readonly summary: string; readonly evidence: readonly Evidence[]; readonly extends?: string };
  }[],
  diff: (a: Scenario, b: Scenario) => DiffRow[],
  effects: string,
): string;
