import type { Fact } from '../statistics/fact.ts';
import type { LeftOutList } from '../statistics/left-out-list.ts';

/** Share of the areas of a level that must have a group before an area without it counts as torn. */
const USUAL = 0.6;
/** Fewest areas of a level that say what is usual. */
const FEWEST_AREAS = 4;
const WHY = 'rows of the area are missing that other areas have: a part of the file may be lost';

/**
 * Leaves out the figures of an area and year in which groups are missing that most areas of its level have. Where a part of
 * a file is lost, the first row behind the gap may carry the figure of another area.
 *
 * @param facts with the area first and the year second among their members
 */
export function withoutTorn(facts: readonly Fact[], leftOut: LeftOutList): Fact[] {
  const levels = new Map<string, Map<string, Set<string>>>();
  const levelOf = (fact: Fact): string => JSON.stringify([fact.members[0]!.code?.slice(0, 3), fact.members[1]!.label]);
  const groupOf = (fact: Fact): string => JSON.stringify(fact.members.slice(2).map(({ label }) => label));
  for (const fact of facts) {
    const areas = levels.get(levelOf(fact)) ?? new Map<string, Set<string>>();
    levels.set(levelOf(fact), areas);
    const code = fact.members[0]!.code ?? '';
    areas.set(code, (areas.get(code) ?? new Set()).add(groupOf(fact)));
  }
  const torn = new Set<string>();
  for (const [level, areas] of levels) {
    if (areas.size < FEWEST_AREAS) continue;
    const counts = new Map<string, number>();
    for (const groups of areas.values()) for (const group of groups) counts.set(group, (counts.get(group) ?? 0) + 1);
    const usual = [...counts].flatMap(([group, areasWith]) => (areasWith >= USUAL * areas.size ? [group] : []));
    for (const [code, groups] of areas) if (usual.some((group) => !groups.has(group))) torn.add(`${level} ${code}`);
  }
  return facts.filter((fact) => {
    if (!torn.has(`${levelOf(fact)} ${fact.members[0]!.code ?? ''}`)) return true;
    leftOut.add(WHY, fact);
    return false;
  });
}
