import type { Checked, InputProblem, Repair } from '../../../domain/errors.ts';
import type { ImportedTables, LeftOut } from '../import-format.ts';
import type { RegisterSnapshot } from './listed-service.ts';
import type { Overrides } from './overrides.ts';
import { borrowedRepairs, registerTables } from './register-tables.ts';
import type { SettledSnapshot } from './register-tables.ts';
import { refusal } from './row-values.ts';
import type { RuleKnowledge } from './sector-rules.ts';
import type { SettledService } from './settle-service.ts';
import { settleService, whatLacks } from './settle-service.ts';

/**
 * Settles sector, owner and place of every service in some copies of one register, and makes the tables of them.
 *
 * @param copies copies in any order; two of one day are refused
 */
export function settleRegister(
  copies: readonly RegisterSnapshot[],
  knowledge: RuleKnowledge,
  overrides: Overrides,
): Checked<ImportedTables> {
  const ordered = [...copies].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  const twice = ordered.find((copy, i) => ordered[i - 1]?.date === copy.date);
  if (twice !== undefined)
    return {
      ok: false,
      problems: [
        refusal(twice.file, undefined, 'snapshot_date', twice.date, 'Two copies are of the same day.', 'One copy for each day.', 'Leave one out, or say the day of each with --snapshot-date.'),
      ],
    };
  const problems = overrides.contradictions(ordered.flatMap((copy) => copy.services));
  if (problems.length > 0) return { ok: false, problems };
  const settled = borrowPlaces(
    ordered.map((snapshot) => ({
      snapshot,
      services: oneOwnerEach(snapshot.services.map((service) => settleService(service, knowledge, overrides))),
    })),
    knowledge,
  );
  const latest = settled.at(-1)!;
  if (!latest.services.some((service) => service.leftOut.length === 0)) return { ok: false, problems: [noService(latest)] };
  return {
    ok: true,
    value: {
      tables: registerTables(settled),
      notes: notesOf(settled),
      ...counts(settled),
      unit: 'rows',
    },
    repairs: [...borrowedRepairs(settled), ...unusedOverrides(overrides)],
  };
}

/** A provider has one owner: where its services would have several, it is not known. */
function oneOwnerEach(services: readonly SettledService[]): readonly SettledService[] {
  const owners = new Map<string, Set<string | undefined>>();
  for (const { listed, owner } of services)
    if (listed.provider_id !== undefined)
      owners.set(listed.provider_id, (owners.get(listed.provider_id) ?? new Set()).add(owner.owner_id));
  return services.map((service) =>
    (owners.get(service.listed.provider_id ?? '')?.size ?? 1) > 1
      ? { ...service, owner: { rule: 'several-owners', confidence: 'unknown' } }
      : service,
  );
}

/** Gives a copy without any places those of the nearest other copy that lists the same service. */
function borrowPlaces(snapshots: readonly SettledSnapshot[], knowledge: RuleKnowledge): readonly SettledSnapshot[] {
  return snapshots.map((one, at) => {
    const homes = one.services.filter((service) => service.service_type !== 'foster');
    if (homes.length === 0 || homes.some((service) => service.places !== undefined)) return one;
    const others = [...snapshots.slice(at + 1), ...snapshots.slice(0, at).reverse()];
    const services = one.services.map((service) => {
      if (service.service_type === 'foster') return service;
      for (const other of others) {
        const same = other.services.find((candidate) => candidate.listed.service_id === service.listed.service_id);
        if (same?.places === undefined) continue;
        const given = { ...service, places: same.places, borrowed: other.snapshot.date };
        return { ...given, leftOut: [...service.leftOut.filter((why) => why.startsWith('left out by')), ...whatLacks(given, knowledge)] };
      }
      return service;
    });
    return { snapshot: { ...one.snapshot, complete: false }, services };
  });
}

const number = (n: number): string => n.toLocaleString('en-GB');
const placesIn = (services: readonly SettledService[]): number => services.reduce((sum, s) => sum + (s.places ?? 0), 0);
const ofPlaces = (services: readonly SettledService[]): string =>
  `${number(services.length)} ${services.length === 1 ? 'service' : 'services'} with ${number(placesIn(services))} places`;

function notesOf(snapshots: readonly SettledSnapshot[]): string[] {
  const { snapshot, services } = snapshots.at(-1)!;
  const unknown = services.filter((service) => service.sector.sector === undefined);
  const withOwner = services.filter((service) => service.owner.owner_id !== undefined);
  const inTables = services.filter((service) => service.leftOut.length === 0);
  const byConfidence = (['stated', 'high', 'medium', 'low'] as const).flatMap((confidence) => {
    const some = inTables.filter((service) => service.sector.confidence === confidence);
    return some.length === 0 ? [] : [`${confidence} ${ofPlaces(some)}`];
  });
  const torn = services.filter((service) => service.against.length > 0);
  return [
    `Copy of ${snapshot.date}: ${ofPlaces(inTables)} in services.csv.`,
    `How sure the sector is: ${byConfidence.join('; ')}. Every rule that fired is in sector-rules.csv.`,
    unknown.length === 0
      ? 'The sector of every service is known or inferred.'
      : `The sector of ${ofPlaces(unknown)} is not known. They are in left-out.csv and in no other table until overrides.csv settles them.`,
    ...(torn.length === 0 ? [] : [`Other signs speak against the sector of ${ofPlaces(torn)}: see other_signs in sector-rules.csv.`]),
    `The owner of ${number(withOwner.length)} of ${number(services.length)} services is known; the others are blank.`,
  ];
}

function counts(snapshots: readonly SettledSnapshot[]): { read: number; kept: number; leftOut: LeftOut[] } {
  const reasons = new Map<string, LeftOut>();
  const add = (reason: string, count: number, example?: string): void => {
    const known = reasons.get(reason);
    reasons.set(reason, { reason, count: (known?.count ?? 0) + count, ...((known?.example ?? example) ? { example: known?.example ?? example! } : {}) });
  };
  let read = 0;
  let kept = 0;
  for (const { snapshot, services } of snapshots) {
    read += services.length;
    for (const service of services)
      if (service.leftOut.length === 0) kept += 1;
      else
        add(
          service.leftOut[0]!.replace(/ \(.*\)/, '').replace(/^left out by .*/, 'left out by an override'),
          1,
          `row ${service.listed.row}: ${service.listed.service_id}`,
        );
    for (const [kind, count] of snapshot.otherKinds) {
      read += count;
      add(`${kind}: no service with places for children looked after`, count);
    }
  }
  return { read, kept, leftOut: [...reasons.values()] };
}

function unusedOverrides(overrides: Overrides): Repair[] {
  return overrides.unused().map(({ row, about, override }) => ({
    file: overrides.file,
    ...(row === undefined ? {} : { row }),
    found: `${override.field} of ${about}`,
    used: 'nothing',
    why: 'no service of these copies meets this override any more; delete it, or correct the name',
  }));
}

function noService({ snapshot, services }: SettledSnapshot): InputProblem {
  const first = services[0];
  return refusal(
    snapshot.file,
    first?.listed.row,
    undefined,
    first === undefined ? 'no service for children' : first.leftOut.join('; '),
    first === undefined
      ? 'The register lists no service with places for children looked after.'
      : `None of the ${services.length} services for children can be put into a table.`,
    'At least one service with its authority, its places and its sector.',
    'Check that it is the whole register; settle what is missing in overrides.csv.',
  );
}
