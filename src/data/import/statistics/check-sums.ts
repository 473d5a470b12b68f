import type { InputProblem } from '../../../domain/errors.ts';
import type { AreaRow } from '../../../domain/tables.ts';
import { importProblem } from '../problems.ts';
import { ageWords } from './observation.ts';
import type { Ranged } from './ranged.ts';

/** The other dimensions of a figure, by which parts are matched with their total. */
const keyWithout = (o: Ranged, dimension: 'age' | 'sex' | 'area' | 'placement'): string =>
  [
    o.subject,
    o.date,
    o.location ?? '',
    ...(dimension === 'age' ? [] : [o.age.from, o.age.to]),
    ...(dimension === 'sex' ? [] : [o.sex]),
    ...(dimension === 'area' ? [] : [o.area]),
    ...(dimension === 'placement' ? [] : [o.placement, o.placementLabel]),
  ].join('|');

function grouped(list: readonly Ranged[], key: (o: Ranged) => string): Ranged[][] {
  const groups = new Map<string, Ranged[]>();
  for (const o of list) {
    const name = key(o);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [o]);
    else group.push(o);
  }
  return [...groups.values()];
}

/**
 * Totals that no figures within the ranges of their parts can add up to. A set of parts that is not whole only bounds its
 * total from below: so do authorities that are known from the file alone, which may lack some. It tells columns and rows that were moved or changed apart from those that were not.
 */
export function sumProblems(
  observations: readonly Ranged[],
  areas: readonly AreaRow[],
  areasAreKnown: boolean,
): { readonly problems: readonly InputProblem[]; readonly notes: readonly string[] } {
  const problems: InputProblem[] = [];
  const short = new Set<string>();
  const compare = (total: Ranged, parts: readonly Ranged[], whole: boolean, of: string): void => {
    if (parts.length === 0 || total.figure.kind === 'missing') return;
    const low = parts.reduce((sum, o) => sum + o.low, 0);
    const high = parts.reduce((sum, o) => sum + o.high, 0);
    if (low <= total.high && (!whole || high >= total.low)) return;
    problems.push(
      importProblem(
        total.place,
        String(total.value ?? 'withheld'),
        `The ${of} of ${total.area} (${total.date}, ${ageWords(total.age)}) add up to ${low}${high === Infinity ? ' or more' : ` to ${high}`}, and the total stands for ${total.low} to ${total.high}.`,
        'A total that its parts can add up to, rounding and withheld cells allowed for.',
        'A cell, row or column may be damaged or moved; download the file again.',
      ),
    );
  };
  const sexes = new Set(observations.map((o) => o.sex));
  for (const group of grouped(observations, (o) => keyWithout(o, 'sex'))) {
    const total = group.find((o) => o.sex === 'all');
    const parts = group.filter((o) => o.sex !== 'all');
    if (total !== undefined) compare(total, parts, parts.length === sexes.size - 1 && parts.length >= 2, 'sexes');
  }
  for (const group of grouped(observations, (o) => keyWithout(o, 'age'))) {
    const total = group.find((o) => o.age.from === 0 && o.age.to === Infinity);
    const { parts, toEnd } = chain(group.filter((o) => o !== total));
    if (total !== undefined) compare(total, parts, toEnd, 'ages');
  }
  for (const group of grouped(observations, (o) => keyWithout(o, 'placement'))) {
    const total = group.find((o) => o.placement === 'all');
    if (total !== undefined) compare(total, group.filter((o) => o !== total && o.placement !== 'foster-including-kinship'), false, 'placement types');
  }
  const authorities = new Map(areas.filter((row) => row.level === 'authority').map((row) => [row.area_code, row]));
  for (const group of grouped(observations, (o) => keyWithout(o, 'area')))
    for (const total of group) {
      const level = areas.find((row) => row.area_code === total.area)?.level;
      if (level !== 'country' && level !== 'region') continue;
      const members = [...authorities.values()].filter((row) => level === 'country' || row.region_code === total.area);
      const parts = group.filter((o) => members.some((row) => row.area_code === o.area));
      compare(total, parts, areasAreKnown && parts.length === members.length, 'authorities');
      if (!areasAreKnown && parts.length > 0 && parts.reduce((sum, o) => sum + o.high, 0) < total.low) short.add(total.area);
    }
  const notes = short.size === 0 ? [] : [`The authorities in the file do not add up to ${[...short].slice(0, 5).join(', ')}: the file lacks some of them.`];
  return { problems, notes };
}

/** Age groups that follow each other from 0 without gap or overlap, the narrowest first; and whether they reach the end. */
function chain(list: readonly Ranged[]): { readonly parts: Ranged[]; readonly toEnd: boolean } {
  const parts: Ranged[] = [];
  for (let age = 0; ; ) {
    const next = list.filter((o) => o.age.from === age).sort((a, b) => a.age.to - b.age.to)[0];
    if (next === undefined) return { parts, toEnd: false };
    parts.push(next);
    if (next.age.to === Infinity) return { parts, toEnd: true };
    age = next.age.to + 1;
  }
}
