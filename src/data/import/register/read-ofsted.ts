import type { IsoDate } from '../../../domain/calendar.ts';
import { digestOf } from '../../../domain/digest.ts';
import type { Checked, InputProblem, Repair } from '../../../domain/errors.ts';
import { RepairList } from '../../tables/repair-list.ts';
import { MOST_PROBLEMS } from '../../tables/table-checker.ts';
import { plainAreaName } from './area-names.ts';
import { AreasOfRegister } from './areas-of-register.ts';
import { britishDate } from './british-date.ts';
import type { ListedService, RegisterSnapshot } from './listed-service.ts';
import type { Named } from './named-columns.ts';
import { NamedColumns, plainName } from './named-columns.ts';
import { OFSTED_COLUMNS, OFSTED_NEEDED } from './ofsted-columns.ts';
import { oddNumbers, twinNames } from './odd-ones.ts';
import { dayInWords, ofstedKind, ofstedSector } from './ofsted-words.ts';
import { eachRawRow } from './raw-rows.ts';
import { oneLine, placesOf, refusal } from './row-values.ts';
import { ownerIdOf } from './settle-service.ts';
import { siteIdOf } from './site-id.ts';

type OfstedRow = Named<typeof OFSTED_COLUMNS>;

/** What a reader of Ofsted's files needs to know beside the file. */
export interface OfstedReading {
  /** Codes of authorities by their plain names; undefined where areas are made of the file. */
  readonly authorities?: ReadonlyMap<string, string>;
  readonly snapshotDate?: IsoDate;
  readonly complete?: boolean;
}

/** One copy, and the authorities and regions that it names. */
export interface OfstedCopy {
  readonly snapshot: RegisterSnapshot;
  readonly areas: AreasOfRegister;
}

const ANCHOR = /^urn$/i;
const AUTHORITY = /^\p{L}[\p{L} ,.'’&()-]{2,99}$/u;

/**
 * Reads one provider-level file of Ofsted, whichever of its layouts: the header is the first row with a cell `URN`, and columns are
 * found by name.
 *
 * @param bytes the file, CSV or workbook
 * @param file name for messages; it may tell the day of the copy
 */
export async function readOfsted(bytes: Uint8Array, file: string, reading: OfstedReading): Promise<Checked<OfstedCopy>> {
  const reader = new OfstedReader(file, reading);
  const rows = await eachRawRow(bytes, file, ANCHOR, (row, cells) => reader.take(row, cells));
  if (!rows.ok) return { ok: false, problems: [...reader.problems, ...rows.problems].slice(0, MOST_PROBLEMS) };
  return reader.outcome(rows.repairs);
}

class OfstedReader {
  readonly problems: InputProblem[] = [];
  private readonly repairs: RepairList;
  private readonly services: ListedService[] = [];
  private readonly seen = new Map<string, { readonly row: number; readonly text: string }>();
  private readonly otherKinds = new Map<string, number>();
  private columns: NamedColumns<typeof OFSTED_COLUMNS> | undefined;
  private readonly areas = new AreasOfRegister();
  private title = '';
  private readonly file: string;
  private readonly reading: OfstedReading;

  constructor(file: string, reading: OfstedReading) {
    this.file = file;
    this.reading = reading;
    this.repairs = new RepairList(file);
  }

  take(row: number, cells: readonly string[]): boolean {
    if (cells.every((cell) => cell.trim() === '')) return true;
    if (this.columns === undefined) return this.takeHead(row, cells);
    const width = this.columns.widthProblem(cells, this.file, row);
    if (width !== undefined) this.problems.push(width);
    else this.takeRow(row, this.columns.pick(cells));
    return this.problems.length < MOST_PROBLEMS;
  }

  private takeHead(row: number, cells: readonly string[]): boolean {
    if (!cells.some((cell) => ANCHOR.test(plainName(cell)))) {
      this.title += ` ${cells.join(' ').slice(0, 1000)}`;
      return row < 30;
    }
    const columns = NamedColumns.find(cells, OFSTED_COLUMNS, OFSTED_NEEDED, this.file, row);
    if (Array.isArray(columns)) {
      this.problems.push(...columns);
      return false;
    }
    this.columns = columns;
    return true;
  }

  private takeRow(row: number, cells: OfstedRow): void {
    const refuse = (column: keyof OfstedRow, problem: string, allowed: string): void => {
      this.problems.push(refusal(this.file, row, OFSTED_COLUMNS[column][0], cells[column], problem, allowed));
    };
    if (!/^([A-Z]{2}\d{6}|\d{7,8})$/i.test(cells.urn)) return refuse('urn', 'This is no reference number of Ofsted.', 'A number such as SC037454 or 2590934.');
    const text = digestOf(JSON.stringify(cells));
    const before = this.seen.get(cells.urn);
    if (before?.text === text) {
      this.repairs.add({ row, column: 'URN', found: cells.urn, used: 'left out', why: 'the row repeats another letter by letter' });
      return;
    }
    if (before !== undefined) return refuse('urn', `The provider stands in row ${before.row} too, with other values.`, 'One row a provider.');
    this.seen.set(cells.urn, { row, text });
    if (!AUTHORITY.test(cells.authority) || /^(redacted|none|true|false|nan|infinity)$/i.test(cells.authority))
      return refuse('authority', 'This is no name of an authority.', 'The name of an authority, in letters.');
    const made = this.areas.take(oneLine(cells.authority), oneLine(cells.region));
    const kind = ofstedKind(cells.kind, /^(y|yes|true|short)/i.test(cells.shortBreak));
    const other = kind === undefined ? oneLine(cells.kind) || 'not told' : /^(active|)$/i.test(cells.status) ? undefined : `${oneLine(cells.kind)}, ${oneLine(cells.status).toLowerCase()}`;
    if (kind === undefined || other !== undefined) {
      this.otherKinds.set(other!, (this.otherKinds.get(other!) ?? 0) + 1);
      return;
    }
    const sector = ofstedSector(cells.sector);
    if (sector === undefined) return refuse('sector', 'The sector is not known.', 'Private, Voluntary, Local authority, Health authority or Academy.');
    const places = placesOf(cells.places);
    if (places === 'wrong') return refuse('places', 'The number of places is not a number.', 'A whole number from 0 to 5,000, or nothing.');
    const opened = /^(|redacted)$/i.test(cells.opened) ? undefined : britishDate(cells.opened);
    if (opened === undefined && !/^(|redacted)$/i.test(cells.opened)) return refuse('opened', 'This is not a day.', 'A day as 01/04/2026.');
    const area = this.reading.authorities === undefined ? made : this.reading.authorities.get(plainAreaName(cells.authority));
    if (area === undefined) return refuse('authority', 'The authority is not known.', 'A name of an authority of areas.csv.');
    const owner = oneLine(cells.owner);
    const site = siteIdOf(cells.address1, cells.postcode);
    const name = oneLine(cells.name);
    this.services.push({
      file: this.file,
      row,
      service_id: cells.urn,
      name: name === '' || /^redacted$/i.test(name) ? `${oneLine(cells.kind)} ${cells.urn} (name withheld)` : name.slice(0, 4000),
      ...kind,
      kind: oneLine(cells.kind),
      area_code: area,
      authority: oneLine(cells.authority),
      ...(places === undefined ? {} : { places }),
      ...(opened === undefined ? {} : { opened }),
      ...(owner === '' ? {} : { provider_id: ownerIdOf(owner).replace('OWNER-', 'PROVIDER-'), provider_name: owner.slice(0, 400), register_owner: owner }),
      provider_type: oneLine(cells.sector),
      company_number: '',
      register_sector: sector,
      ...(site === undefined ? {} : { site_id: site }),
    });
  }

  outcome(rawRepairs: readonly Repair[]): Checked<OfstedCopy> {
    for (const odd of [...oddNumbers(this.seen, 'URN'), ...twinNames(this.areas.names(), 'Local authority'), ...this.areas.lonely()]) this.repairs.add(odd);
    const fail = (problem: string, allowed: string, mend?: string): void => {
      if (this.problems.length === 0) this.problems.push(refusal(this.file, undefined, undefined, undefined, problem, allowed, mend));
    };
    if (this.columns === undefined) fail('No row has a cell URN.', 'A row with the names of the columns, under at most 30 rows of titles.');
    else if (this.seen.size === 0) fail('The file lists no provider.', 'A header and a row for each provider.');
    const date = this.reading.snapshotDate ?? this.dayOfCopy();
    if (date === undefined)
      fail('The day of this copy is not known.', 'A day in the title or in the name of the file, or the option --snapshot-date.', 'Give --snapshot-date, as 2025-03-31.');
    if (this.problems.length === 0) this.problems.push(...this.areas.problems(this.file));
    if (this.problems.length > 0 || date === undefined) return { ok: false, problems: this.problems.slice(0, MOST_PROBLEMS) };
    return {
      ok: true,
      value: { areas: this.areas, snapshot: {
        file: this.file,
        date,
        complete: this.reading.complete ?? true,
        source: 'Ofsted, Children\'s social care data in England, provider level (Open Government Licence)',
        services: this.services,
        otherKinds: this.otherKinds,
      } },
      repairs: [...rawRepairs, ...this.repairs.list()],
    };
  }

  private dayOfCopy(): IsoDate | undefined {
    const titled = dayInWords(this.title);
    const date = titled ?? dayInWords(this.file.replace(/^.*[\\/]/, ''));
    if (date !== undefined)
      this.repairs.add({
        found: titled === undefined ? this.file : this.title.trim().slice(0, 120),
        used: date,
        why: `the ${titled === undefined ? 'name of the file' : 'title'} tells the day of the copy; --snapshot-date says it for certain`,
      });
    return date;
  }
}
