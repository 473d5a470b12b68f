import type { IsoDate } from '../../../domain/calendar.ts';
import { digestOf } from '../../../domain/digest.ts';
import type { Checked, InputProblem, Repair } from '../../../domain/errors.ts';
import { MOST_PROBLEMS } from '../../tables/table-checker.ts';
import { RepairList } from '../../tables/repair-list.ts';
import { plainAreaName } from './area-names.ts';
import { britishDate } from './british-date.ts';
import { CIW_COLUMNS, CIW_NEEDED } from './ciw-columns.ts';
import { ciwConsistency } from './ciw-consistency.ts';
import type { ListedService, RegisterSnapshot } from './listed-service.ts';
import { oddNumbers } from './odd-ones.ts';
import type { Named } from './named-columns.ts';
import { NamedColumns, plainName } from './named-columns.ts';
import { eachRawRow } from './raw-rows.ts';
import { isIdentifier, oneLine, placesOf, refusal } from './row-values.ts';
import { serviceKind } from './service-kind.ts';
import { siteIdOf } from './site-id.ts';

export type CiwRow = Named<typeof CIW_COLUMNS>;

/** What a reader of a register needs to know beside the file. */
export interface RegisterReading {
  /** Codes of authorities by their plain names, as `authoritiesByName` gives them. */
  readonly authorities: ReadonlyMap<string, string>;
  /** First letters of the postcodes of an authority; empty where they are not known. */
  readonly postcodeAreas: ReadonlyMap<string, readonly string[]>;
  /** Day of the copy; read from the file where it is left out. */
  readonly snapshotDate?: IsoDate;
  /** Whether the copy lists every service; yes unless told. */
  readonly complete?: boolean;
}

const ANCHOR = /^(service urn|service id|service reference number)$/i;

/**
 * Reads one copy of the register of Care Inspectorate Wales: services for children, by the words of the register. Names of people
 * are dropped with their row.
 *
 * @param bytes the export, CSV or workbook
 * @param file name for messages
 * @returns the copy with every repair, or what is wrong (the first twenty)
 */
export async function readCiw(bytes: Uint8Array, file: string, reading: RegisterReading): Promise<Checked<RegisterSnapshot>> {
  const reader = new CiwReader(file, reading);
  const rows = await eachRawRow(bytes, file, ANCHOR, (row, cells) => reader.take(row, cells));
  if (!rows.ok) return { ok: false, problems: [...reader.problems, ...rows.problems].slice(0, MOST_PROBLEMS) };
  return reader.outcome(rows.repairs);
}

class CiwReader {
  readonly problems: InputProblem[] = [];
  private readonly repairs: RepairList;
  private readonly services: ListedService[] = [];
  private readonly seen = new Map<string, { readonly row: number; readonly text: string }>();
  private readonly otherKinds = new Map<string, number>();
  private readonly consistency = ciwConsistency();
  private readonly updated = new Set<IsoDate>();
  private columns: NamedColumns<typeof CIW_COLUMNS> | undefined;
  private readonly file: string;
  private readonly reading: RegisterReading;

  constructor(file: string, reading: RegisterReading) {
    this.file = file;
    this.reading = reading;
    this.repairs = new RepairList(file);
  }

  take(row: number, cells: readonly string[]): boolean {
    if (cells.every((cell) => cell.trim() === '')) return true;
    if (this.columns === undefined) return this.takeHeader(row, cells);
    const width = this.columns.widthProblem(cells, this.file, row);
    if (width !== undefined) this.problems.push(width);
    else this.takeRow(row, this.columns.pick(cells));
    return this.problems.length < MOST_PROBLEMS;
  }

  private takeHeader(row: number, cells: readonly string[]): boolean {
    if (!cells.some((cell) => ANCHOR.test(plainName(cell)))) return row < 30;
    const columns = NamedColumns.find(cells, CIW_COLUMNS, CIW_NEEDED, this.file, row);
    if (Array.isArray(columns)) {
      this.problems.push(...columns);
      return false;
    }
    this.columns = columns;
    return true;
  }

  private takeRow(row: number, cells: CiwRow): void {
    const refuse = (column: keyof CiwRow, problem: string, allowed: string): void => {
      this.problems.push(refusal(this.file, row, CIW_COLUMNS[column][0], cells[column], problem, allowed));
    };
    if (!isIdentifier(cells.serviceId))
      return refuse('serviceId', 'This is no reference number of a service.', 'A number such as SIN-00009997-VPXP, without spaces.');
    const text = digestOf(JSON.stringify(cells));
    const before = this.seen.get(cells.serviceId);
    if (before?.text === text) {
      this.repairs.add({ row, column: 'Service URN', found: cells.serviceId, used: 'left out', why: 'the row repeats another letter by letter' });
      return;
    }
    if (before !== undefined)
      return refuse('serviceId', `The service stands in row ${before.row} too, with other values.`, 'One row a service.');
    this.seen.set(cells.serviceId, { row, text });
    const day = cells.updated === '' ? undefined : britishDate(cells.updated);
    if (cells.updated !== '' && day === undefined) return refuse('updated', 'This is not a day.', 'A day as 01/04/2026, with or without a time.');
    if (day !== undefined) this.updated.add(day);
    const kind = serviceKind(cells.kind, cells.subType, cells.provisionFor);
    this.consistency.take(row, cells);
    if (kind === 'other') {
      const name = oneLine(cells.kind) || 'not told';
      this.otherKinds.set(name, (this.otherKinds.get(name) ?? 0) + 1);
      return;
    }
    const places = placesOf(cells.places);
    if (places === 'wrong') return refuse('places', 'The number of places is not a number.', 'A whole number from 0 to 5,000, or nothing.');
    const opened = cells.opened === '' ? undefined : britishDate(cells.opened);
    if (cells.opened !== '' && opened === undefined) return refuse('opened', 'This is not a day.', 'A day as 01/04/2026.');
    const name = oneLine(cells.name);
    if (name.length > 4000) return refuse('name', 'The name is far too long.', 'At most 4,000 characters.');
    const plain = plainAreaName(cells.authority);
    const area = plain === '' ? undefined : this.reading.authorities.get(plain);
    if (plain !== '' && area === undefined && !/^none$/i.test(cells.authority))
      return refuse('authority', 'The authority is not known.', 'A name of an authority of areas.csv, in either language, or nothing.');
    if (area !== undefined) this.consistency.place(area, cells.postcode, this.reading.postcodeAreas);
    const individual = /individual|sole|unigol/i.test(cells.providerType);
    const site = siteIdOf(cells.address1, cells.postcode);
    const registered = /^(yes|ydy|true)$/i.test(cells.notForProfit) ? 'not-for-profit' : undefined;
    this.services.push({
      file: this.file,
      row,
      service_id: cells.serviceId,
      name: name === '' || /^redacted$/i.test(name) ? `Service ${cells.serviceId} (name withheld)` : name,
      kind: [cells.kind, cells.subType].filter((word) => word !== '' && !/^none$/i.test(word)).map(oneLine).join(', '),
      ...('ask' in kind ? { ...kind, registered_for: 'general' } : kind),
      ...(area === undefined ? {} : { area_code: area }),
      authority: oneLine(cells.authority),
      ...(places === undefined ? {} : { places }),
      ...(opened === undefined ? {} : { opened }),
      ...(isIdentifier(cells.providerId) ? { provider_id: cells.providerId } : {}),
      ...(individual || cells.providerName === '' ? {} : { provider_name: oneLine(cells.providerName).slice(0, 400) }),
      provider_type: oneLine(cells.providerType).slice(0, 200),
      company_number: /^none$/i.test(cells.companyNumber) ? '' : oneLine(cells.companyNumber).slice(0, 40),
      ...(registered === undefined ? {} : { register_sector: registered }),
      ...(site === undefined ? {} : { site_id: site }),
    });
  }

  outcome(rawRepairs: readonly Repair[]): Checked<RegisterSnapshot> {
    if (this.columns === undefined && this.problems.length === 0)
      this.problems.push(
        refusal(this.file, undefined, 'Service URN', undefined, 'No row has the names of the columns of the register.', 'The column "Service URN" and the others of the export.'),
      );
    else if (this.seen.size === 0 && this.problems.length === 0)
      this.problems.push(refusal(this.file, undefined, undefined, undefined, 'The register lists no service.', 'A header and a row for each service.'));
    const date = this.reading.snapshotDate ?? this.latestUpdate();
    if (this.problems.length === 0 && date === undefined)
      this.problems.push(
        refusal(this.file, undefined, 'Last Updated On', '', 'The day of this copy is not known.', 'A day in the column "Last Updated On", or the option --snapshot-date.'),
      );
    if (this.problems.length === 0) this.problems.push(...this.consistency.problems(this.file));
    if (this.problems.length > 0 || date === undefined) return { ok: false, problems: this.problems.slice(0, MOST_PROBLEMS) };
    for (const repair of [...this.consistency.repairs(), ...oddNumbers(this.seen, 'Service URN')]) this.repairs.add(repair);
    return {
      ok: true,
      value: {
        file: this.file,
        date,
        complete: this.reading.complete ?? true,
        source: `Care Inspectorate Wales, register of services, copy of ${date}`,
        services: this.services,
        otherKinds: this.otherKinds,
      },
      repairs: [...rawRepairs, ...this.repairs.list()],
    };
  }

  private latestUpdate(): IsoDate | undefined {
    const latest = [...this.updated].sort().at(-1);
    if (latest !== undefined)
      this.repairs.add({
        column: 'Last Updated On',
        found: this.updated.size === 1 ? latest : `${this.updated.size} different days`,
        used: latest,
        why: 'the latest day stands for the day of the copy; --snapshot-date says it for certain',
      });
    return latest;
  }
}
