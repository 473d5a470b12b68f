import { shareGroupOf } from '../groups.ts';
import type { ScenarioChange } from './changes.ts';

/**
 * Changes that can only be made together, as one list each, in the order of the first of each: shares that add to 1, all
 * correlations, what sets the same date of the law, and items that an earlier horizon would cut off. Between two scenarios
 * that pass the checks, any choice of whole units passes them too.
 */
export function changeUnits(changes: readonly ScenarioChange[]): ScenarioChange[][] {
  const horizon = changes.find((change) => change.part === 'horizon');
  const cutOff = horizon === undefined ? undefined : [horizon.before as string, horizon.after as string].sort()[0]!;
  const units: {
    readonly bonds: Set<string>;
    readonly changes: { readonly at: number; readonly change: ScenarioChange }[];
  }[] = [];
  changes.forEach((change, at) => {
    const bonds = new Set(bondsOf(change, cutOff));
    const joined = units.filter((unit) => [...bonds].some((bond) => unit.bonds.has(bond)));
    for (const unit of joined) {
      units.splice(units.indexOf(unit), 1);
      for (const bond of unit.bonds) bonds.add(bond);
    }
    units.push({ bonds, changes: [...joined.flatMap((unit) => unit.changes), { at, change }] });
  });
  for (const unit of units) unit.changes.sort((x, y) => x.at - y.at);
  return units
    .sort((x, y) => x.changes[0]!.at - y.changes[0]!.at)
    .map((unit) => unit.changes.map(({ change }) => change));
}

/** Names of what a change must go along with. */
function bondsOf(change: ScenarioChange, cutOff: string | undefined): string[] {
  switch (change.part) {
    case 'horizon':
      return ['horizon'];
    case 'correlations':
      return ['correlations'];
    case 'assumptions': {
      const group = shareGroupOf(change.key);
      return group === undefined ? [] : [`shares ${group}`];
    }
    case 'timetable': {
      const [milestone, type] = change.key.split('|');
      return [`${milestone} ${type}`];
    }
    default:
      return [change.before, change.after].flatMap((item) =>
        item === undefined ? [] : itemBonds(item as object, cutOff),
      );
  }
}

function itemBonds(item: object, cutOff: string | undefined): string[] {
  const [name, fields] = Object.entries(item)[0] as [string, Readonly<Record<string, unknown>>];
  if (name === 'approval_date') return [`placements need approval ${String(fields['service_type'])}`];
  const bonds: string[] = [];
  // For-profit places may open only until the timetable ends registration.
  if (name === 'places' && fields['sector'] === 'for-profit')
    bonds.push(`registration ends ${String(fields['service_type'])}`);
  const days = ['date', 'from', 'opens'].flatMap((key) => (typeof fields[key] === 'string' ? [fields[key]] : []));
  if (cutOff !== undefined && days.some((day) => day > cutOff)) bonds.push('horizon');
  return bonds;
}
