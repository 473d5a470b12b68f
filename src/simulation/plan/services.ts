import { monthOf } from '../../domain/calendar.ts';
import { weakestStatus } from '../../domain/status.ts';
import type { EvidenceStatus } from '../../domain/status.ts';
import type { DataSet, ServiceRow } from '../../domain/tables.ts';
import { PROJECT_STAGES, SECTORS, SERVICE_TYPES, servesLookedAfter } from '../../domain/vocabulary.ts';
import { hashText } from '../../random/keys.ts';
import { LOCAL_AUTHORITY, RESIDENTIAL } from '../constants.ts';
import type { Geography, LeversPlan, OwnersPlan, ProjectPlan, ServicesPlan } from './plan.ts';

/** What the tables say about supply at the start and what is known to come. */
export interface SupplyPlan {
  readonly services: ServicesPlan;
  readonly owners: OwnersPlan;
  /** Number of each owner by the ids that services carry. */
  readonly ownerOf: ReadonlyMap<string, number>;
  readonly projects: ProjectPlan[];
  /** Closures of services that the register already knows. */
  readonly closures: LeversPlan['closures'][number][];
  readonly households: number;
  readonly status: EvidenceStatus;
}

/** Turns services and projects into columns. A service that opens after the start is a certain project. */
export function planSupply(data: DataSet, geography: Geography, startMonth: number): SupplyPlan {
  const area = (code: string): number => geography.areaCodes.indexOf(code);
  const owners = new OwnerList(geography);
  const inCountry = data.services.filter((s) => area(s.area_code) >= 0);
  const monthFromStart = (date: string): number => monthOf(date) - startMonth;
  const closedBefore = (s: ServiceRow): boolean => s.closed !== undefined && monthFromStart(s.closed) < 0;
  const opensLater = (s: ServiceRow): boolean => s.opened !== undefined && monthFromStart(s.opened) >= 0;
  const open = inCountry.filter((s) => !closedBefore(s) && !opensLater(s));
  const projects = inCountry.filter(opensLater).map((s) => knownOpening(s, area(s.area_code), owners, monthFromStart));
  for (const p of data.projects) {
    if (area(p.area_code) < 0) continue;
    projects.push({
      id: p.project_id,
      hash: hashText(`project ${p.project_id}`),
      area: area(p.area_code),
      type: SERVICE_TYPES.indexOf(p.service_type),
      sector: SECTORS.indexOf(p.sector),
      places: p.places,
      stage: PROJECT_STAGES.indexOf(p.stage),
      opens: Math.max(0, monthFromStart(p.planned_open)),
      regional: p.regional,
      certain: false,
      chosen: false,
      owner: -1,
      serves: true,
      households: 0,
      capital: p.capital_gbp ?? NaN,
    });
  }
  const ownerNumbers = open.map((s) => owners.of(s));
  return {
    services: {
      ids: open.map((s) => s.service_id),
      hash: Uint32Array.from(open, (s) => hashText(`service ${s.service_id}`)),
      type: Int8Array.from(open, (s) => SERVICE_TYPES.indexOf(s.service_type)),
      sector: Int8Array.from(open, (s) => SECTORS.indexOf(s.sector)),
      area: Int16Array.from(open, (s) => area(s.area_code)),
      owner: Int32Array.from(ownerNumbers),
      places: Int32Array.from(open, (s) => s.places ?? 0),
      households: Int32Array.from(open, (s) => s.households ?? 0),
      serves: Uint8Array.from(open, (s) => (serves(s) ? 1 : 0)),
      regional: Uint8Array.from(open, (s) => (s.regional ? 1 : 0)),
    },
    owners: owners.plan(),
    ownerOf: owners.byId,
    projects,
    closures: open.flatMap((s, i) =>
      s.closed === undefined
        ? []
        : [{ month: monthFromStart(s.closed), select: { service: i }, share: 1, notice: 0, hash: 0 }],
    ),
    households: open.reduce((sum, s) => sum + (s.households ?? 0), 0),
    status: weakestStatus(...inCountry.map((s) => s.status)),
  };
}

function serves(s: ServiceRow): boolean {
  return s.service_type !== SERVICE_TYPES[RESIDENTIAL] || servesLookedAfter(s.registered_for);
}

function knownOpening(
  s: ServiceRow,
  area: number,
  owners: OwnerList,
  monthFromStart: (date: string) => number,
): ProjectPlan {
  return {
    id: s.service_id,
    hash: hashText(`service ${s.service_id}`),
    area,
    type: SERVICE_TYPES.indexOf(s.service_type),
    sector: SECTORS.indexOf(s.sector),
    places: s.places ?? 0,
    stage: PROJECT_STAGES.length - 1,
    opens: monthFromStart(s.opened!),
    regional: s.regional,
    certain: true,
    chosen: false,
    owner: owners.of(s),
    serves: serves(s),
    households: s.households ?? 0,
    capital: NaN,
  };
}

/** Owners by id. Each authority is one owner, whatever the id that its services carry. */
class OwnerList {
  private readonly numbers = new Map<string, number>();
  /** Owners by the ids of the table: an authority's id leads to the authority of the area. */
  readonly byId = new Map<string, number>();
  private readonly ids: string[] = [];
  private readonly authority: number[];
  private readonly geography: Geography;

  constructor(geography: Geography) {
    this.geography = geography;
    this.authority = geography.areaCodes.map((code) => this.add(`authority ${code}`));
  }

  of(s: ServiceRow): number {
    const owner =
      SECTORS.indexOf(s.sector) === LOCAL_AUTHORITY
        ? this.authority[this.geography.areaCodes.indexOf(s.area_code)]!
        : this.add(s.owner_id ?? s.provider_id ?? `unknown owner of ${s.service_id}`);
    if (s.owner_id !== undefined) this.byId.set(s.owner_id, owner);
    return owner;
  }

  plan(): OwnersPlan {
    return {
      ids: this.ids,
      hash: Uint32Array.from(this.ids, (id) => hashText(`owner ${id}`)),
      authority: Int32Array.from(this.authority),
    };
  }

  private add(id: string): number {
    const known = this.numbers.get(id);
    if (known !== undefined) return known;
    this.numbers.set(id, this.ids.length);
    return this.ids.push(id) - 1;
  }
}
