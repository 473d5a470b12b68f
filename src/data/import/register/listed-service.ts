import type { IsoDate } from '../../../domain/calendar.ts';
import type { RegisteredFor, Sector, ServiceType } from '../../../domain/vocabulary.ts';

/** A service for children as one copy of a register lists it, before its sector and owner are settled. */
export interface ListedService {
  readonly file: string;
  /** Row of the file, as a spreadsheet shows it. */
  readonly row: number;
  readonly service_id: string;
  readonly name: string;
  /** Undefined for a service that takes adults too, or whose kind is not told: somebody must say. */
  readonly service_type?: ServiceType;
  /** Why somebody must say what it is, where the register does not tell. */
  readonly ask?: string;
  /** The words of the register that the type was told from. */
  readonly kind: string;
  readonly registered_for: RegisteredFor;
  readonly area_code?: string;
  /** The authority as the register writes it. */
  readonly authority: string;
  /** Registered places; undefined where the register gives none. */
  readonly places?: number;
  readonly households?: number;
  readonly opened?: IsoDate;
  readonly provider_id?: string;
  /** Name of the provider; undefined for an individual, whose name is dropped. */
  readonly provider_name?: string;
  readonly provider_type: string;
  readonly company_number: string;
  /** Sector, where the register has a column for it. */
  readonly register_sector?: Sector;
  /** Owner, where the register names one. */
  readonly register_owner?: string;
  /** The place where it is, as a digest of its address; undefined where the address is withheld. */
  readonly site_id?: string;
}

/** One dated copy of a register. */
export interface RegisterSnapshot {
  readonly file: string;
  readonly date: IsoDate;
  readonly complete: boolean;
  /** Who publishes it and when: the source of every row. */
  readonly source: string;
  readonly services: readonly ListedService[];
  /** Rows that are no service for children looked after, by the kind that the register names. */
  readonly otherKinds: ReadonlyMap<string, number>;
}
