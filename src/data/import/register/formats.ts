import type { IsoDate } from '../../../domain/calendar.ts';
import { isIsoDate } from '../../../domain/calendar.ts';
import type { Checked, InputProblem, Repair } from '../../../domain/errors.ts';
import type { ImportContext, ImportFormat, ImportOption, ImportSource, ImportedTables } from '../import-format.ts';
import { authoritiesByName, plainAreaName } from './area-names.ts';
import { AreasOfRegister } from './areas-of-register.ts';
import type { RegisterSnapshot } from './listed-service.ts';
import { plainName } from './named-columns.ts';
import type { OwnerListRow } from './owner-list.ts';
import { Overrides, overridesTable } from './overrides.ts';
import type { OverrideRow } from './overrides.ts';
import { readCiw } from './read-ciw.ts';
import { readOfsted } from './read-ofsted.ts';
import { ownerListTable, registerReferences } from './reference-tables.ts';
import { refusal } from './row-values.ts';
import { settleRegister } from './settle-register.ts';
import { readSmallTable } from './small-table.ts';

const OPTIONS: readonly ImportOption[] = [
  { name: 'snapshot-date', value: 'DATE', help: 'day of the copy, 2026-03-31; of several files in their order, with commas' },
  { name: 'snapshot-complete', value: 'yes|no', help: 'no when the copies leave services out' },
  { name: 'overrides', value: 'FILE', help: 'what people have settled; overrides.csv of the folder to write unless told', isFile: true, fromOutput: 'overrides.csv' },
  { name: 'owners', value: 'FILE', help: 'owner-list.csv: owners behind providers; the shipped one unless told', isFile: true },
];

/** The register of Care Inspectorate Wales. */
export const ciwRegister: ImportFormat = {
  name: 'register',
  reads: 'the register of Care Inspectorate Wales ("Download this data" on its directory), one copy or several',
  writes: ['services', 'register-history', 'sector-rules', 'left-out', 'to-settle'],
  options: OPTIONS,
  recognise: ({ rows }) =>
    rows.some((cells) => cells.map(plainName).includes('service urn')) ? 'it has a column "Service URN"' : undefined,
  read: async (sources, context) => {
    const kept = await keptByPeople(context);
    if (!kept.ok) return kept;
    const references = await registerReferences();
    const authorities = authoritiesByName(context.areas, references.spellings);
    const copies = await readAll(sources, context, (source, snapshotDate, complete) =>
      readCiw(source.bytes, source.fileName, {
        authorities,
        postcodeAreas: references.postcodeAreas,
        complete,
        ...(snapshotDate === undefined ? {} : { snapshotDate }),
      }),
    );
    if (!copies.ok) return copies;
    return finish(copies.value, copies.repairs, kept.value, references.owners, authorities);
  },
};

/** The provider-level files of Ofsted: another country's register, with areas of its own where the data set has none of them. */
export const ofstedProviders: ImportFormat = {
  name: 'ofsted',
  reads: 'provider-level files of Ofsted ("Children\'s social care data in England"), one edition or several',
  writes: ['services', 'register-history', 'areas', 'sector-rules', 'left-out', 'to-settle'],
  options: OPTIONS,
  recognise: ({ rows }) =>
    rows.some((cells) => {
      const names = cells.map(plainName);
      return names.includes('urn') && names.some((name) => name.startsWith('provision type') || name === 'provider type');
    })
      ? 'it has the columns "URN" and "Provision type"'
      : undefined,
  read: async (sources, context) => {
    const kept = await keptByPeople(context);
    if (!kept.ok) return kept;
    const known = authoritiesByName(context.areas);
    const own = await readAll(sources, context, (source, snapshotDate, complete) =>
      readOfsted(source.bytes, source.fileName, { complete, ...(snapshotDate === undefined ? {} : { snapshotDate }) }),
    );
    if (!own.ok) return own;
    // The areas of the data set count when they are of the same country: then every authority of the files is one of them.
    const matching = own.value.flatMap(({ areas }) => areas.names()).some((name) => known.has(plainAreaName(name)));
    if (!matching) {
      const areas = new AreasOfRegister();
      const inOrder = [...own.value].sort((a, b) => (a.snapshot.date < b.snapshot.date ? -1 : 1));
      for (const copy of inOrder) areas.replaceBy(copy.areas);
      const rows = areas.rowsOfAreas('England');
      const made = finish(own.value.map(({ snapshot }) => snapshot), own.repairs, kept.value, [], authoritiesByName(rows));
      return made.ok
        ? {
            ...made,
            value: {
              ...made.value,
              tables: [...made.value.tables, { name: 'areas', rows: rows.map((row) => ({ ...row })) }],
              notes: [...made.value.notes, 'areas.csv was made of the authorities and regions of the files; its codes are ours.'],
            },
          }
        : made;
    }
    const copies = await readAll(sources, context, (source, snapshotDate, complete) =>
      readOfsted(source.bytes, source.fileName, { authorities: known, complete, ...(snapshotDate === undefined ? {} : { snapshotDate }) }),
    );
    return copies.ok
      ? finish(copies.value.map(({ snapshot }) => snapshot), copies.repairs, kept.value, [], known)
      : copies;
  },
};

/** The tables that people keep beside an import. */
interface KeptByPeople {
  readonly overrides: readonly OverrideRow[];
  readonly overridesFile: string;
  readonly owners: readonly OwnerListRow[] | undefined;
}

async function keptByPeople({ files }: ImportContext): Promise<Checked<KeptByPeople>> {
  const { overrides, owners } = files;
  const read = overrides === undefined ? undefined : readSmallTable(overrides.bytes, overrides.fileName, overridesTable);
  if (read?.ok === false) return read;
  const list = owners === undefined ? undefined : readSmallTable(owners.bytes, owners.fileName, ownerListTable);
  if (list?.ok === false) return list;
  return Promise.resolve({
    ok: true,
    value: {
      overrides: read?.value ?? [],
      overridesFile: overrides?.fileName ?? 'overrides.csv',
      owners: list?.value,
    },
    repairs: [...(read?.repairs ?? []), ...(list?.repairs ?? [])],
  });
}

/** Reads every file; gathers the problems of all. */
async function readAll<T>(
  sources: readonly ImportSource[],
  { options }: ImportContext,
  read: (source: ImportSource, date: IsoDate | undefined, complete: boolean) => Promise<Checked<T>>,
): Promise<Checked<readonly T[]>> {
  const wrong = (option: string, value: string, problem: string, allowed: string): Checked<never> => ({
    ok: false,
    problems: [refusal(`--${option}`, undefined, undefined, value, problem, allowed, 'Correct the option.')],
  });
  const dates = options['snapshot-date']?.split(',').map((text) => text.trim());
  const bad = dates?.find((date) => !isIsoDate(date));
  if (bad !== undefined) return wrong('snapshot-date', bad, 'This is not a day.', 'A day as 2026-03-31.');
  if (dates !== undefined && dates.length !== sources.length)
    return wrong('snapshot-date', String(dates.length), `There are ${dates.length} days and ${sources.length} files.`, 'A day for each file, with commas between them.');
  const complete = options['snapshot-complete'] ?? 'yes';
  if (complete !== 'yes' && complete !== 'no') return wrong('snapshot-complete', complete, 'The option is not understood.', 'yes or no.');
  const values: T[] = [];
  const repairs: Repair[] = [];
  const problems: InputProblem[] = [];
  for (const [i, source] of sources.entries()) {
    const checked = await read(source, dates?.[i], complete === 'yes');
    if (checked.ok) {
      values.push(checked.value);
      repairs.push(...checked.repairs);
    } else problems.push(...checked.problems);
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: values, repairs };
}

function finish(
  copies: readonly RegisterSnapshot[],
  repairs: readonly Repair[],
  kept: KeptByPeople,
  shippedOwners: readonly OwnerListRow[],
  authorities: ReadonlyMap<string, string>,
): Checked<ImportedTables> {
  const overrides = new Overrides(kept.overrides, kept.overridesFile);
  const settled = settleRegister(copies, { authorities, owners: kept.owners ?? shippedOwners }, overrides);
  return settled.ok ? { ...settled, repairs: [...repairs, ...settled.repairs] } : settled;
}
