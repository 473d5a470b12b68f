import { canonicalJson, digestOf } from '../../domain/digest.ts';
import { inOneOrder, timetableKey } from './canonical.ts';
import type { Evidence, Scenario, TimetableOverride } from './scenario.ts';

/** The content of one scenario file whose parts were checked. Parts that are not written are left out. */
export type RawScenario = Pick<Scenario, 'name' | 'title'> &
  Partial<Omit<Scenario, 'name' | 'title'>> & { readonly extends?: string };

/**
 * One scenario out of a chain, the eldest first. Levers, events, correlations and
 * evidence add to those before; assumptions and
 * rows of the timetable replace those with the same key; every other part replaces as a whole. A summary is not inherited.
 */
export function mergeScenarios(chain: readonly [RawScenario, ...RawScenario[]]): RawScenario {
  return chain.reduce(({ summary: _ofParent, ...parent }, child) => ({
    ...parent,
    ...child,
    ...addedEvidence(parent.evidence, child.evidence),
    levers: [...(parent.levers ?? []), ...(child.levers ?? [])],
    events: [...(parent.events ?? []), ...(child.events ?? [])],
    correlations: [...(parent.correlations ?? []), ...(child.correlations ?? [])],
    assumptions: { ...parent.assumptions, ...child.assumptions },
    timetable: mergeTimetable(parent.timetable ?? [], child.timetable ?? []),
  }));
}

/** Evidence of both; a claim that both make stands once. */
function addedEvidence(
  parent: readonly Evidence[] | undefined,
  child: readonly Evidence[] | undefined,
): { readonly evidence?: readonly Evidence[] } {
  if (parent === undefined && child === undefined) return {};
  const first = parent ?? [];
  const said = new Set(first.map((row) => canonicalJson(row)));
  return { evidence: [...first, ...(child ?? []).filter((row) => !said.has(canonicalJson(row)))] };
}

function mergeTimetable(
  parent: readonly TimetableOverride[],
  child: readonly TimetableOverride[],
): readonly TimetableOverride[] {
  const replaced = new Set(child.map(timetableKey));
  return [...parent.filter((row) => !replaced.has(timetableKey(row))), ...child];
}

/**
 * SHA-256 of what a scenario does, as 64 hexadecimal digits: its name, horizon, levers, events, assumptions, timetable
 * and correlations. Title, summary and evidence are left out, and so are seed and draws, which a run counts on its own.
 */
export function scenarioDigest(scenario: Scenario): string {
  const {
    title: _title,
    summary: _summary,
    evidence: _evidence,
    seed: _seed,
    draws: _draws,
    ...does
  } = inOneOrder(scenario);
  return digestOf(canonicalJson(does));
}
