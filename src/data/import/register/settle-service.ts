import type { IsoDate } from '../../../domain/calendar.ts';
import type { EvidenceStatus } from '../../../domain/status.ts';
import type { RegisteredFor, Sector, ServiceType } from '../../../domain/vocabulary.ts';
import { plainAreaName } from './area-names.ts';
import type { ListedService } from './listed-service.ts';
import { ownerOf } from './owner-list.ts';
import type { OverrideRow, Overrides } from './overrides.ts';
import type { Confidence, RuleAnswer, RuleKnowledge } from './sector-rules.ts';
import { sectorOf } from './sector-rules.ts';

/** Who owns a service, and how that is known. */
export interface OwnerAnswer {
  /** Undefined where it is not known: no owner is guessed. */
  readonly owner_id?: string;
  readonly rule: string;
  readonly confidence: Confidence;
}

/** A service with all that is settled about it: by the register, by a rule, or by a person. */
export interface SettledService {
  readonly listed: ListedService;
  readonly service_type?: ServiceType;
  readonly registered_for: RegisteredFor;
  readonly area_code?: string;
  readonly places?: number;
  readonly households?: number;
  readonly opened?: IsoDate;
  readonly sector: RuleAnswer;
  readonly against: readonly RuleAnswer[];
  readonly owner: OwnerAnswer;
  /** Days of other copies from which a number was taken that this copy lacks. */
  readonly borrowed?: IsoDate;
  /** Why it is in no table; empty when it is in one. */
  readonly leftOut: readonly string[];
}

/** Applies overrides and rules to one service. */
export function settleService(listed: ListedService, knowledge: RuleKnowledge, overrides: Overrides): SettledService {
  const stated = (field: OverrideRow['field']): OverrideRow | undefined => overrides.find(listed, field);
  const text = <T extends string>(field: OverrideRow['field'], otherwise: T | undefined): T | undefined =>
    (stated(field)?.value as T | undefined) ?? otherwise;
  const number = (field: 'places' | 'households', otherwise: number | undefined): number | undefined => {
    const value = stated(field)?.value;
    return value === undefined ? otherwise : Number(value);
  };
  const byRule = sectorOf(listed, knowledge);
  const sector = stated('sector');
  const answer: RuleAnswer =
    sector === undefined
      ? byRule.answer
      : { rule: 'override', sector: sector.value as Sector, confidence: 'stated', because: `${sector.who}, ${sector.date}: ${sector.why}` };
  const against =
    sector === undefined
      ? byRule.against
      : [byRule.answer, ...byRule.against].filter((other) => other.sector !== undefined && other.sector !== answer.sector);
  const settled = {
    service_type: text('service_type', listed.service_type),
    registered_for: text('registered_for', listed.registered_for)!,
    area_code: text('area_code', listed.area_code),
    places: number('places', listed.places),
    households: number('households', listed.households),
    opened: text('opened', listed.opened),
  };
  const leaveOut = stated('leave_out');
  const service: SettledService = {
    listed,
    ...(Object.fromEntries(Object.entries(settled).filter(([, value]) => value !== undefined)) as typeof settled & {
      registered_for: RegisteredFor;
    }),
    sector: answer,
    against,
    owner: ownerAnswer(listed, answer, stated('owner_id'), knowledge),
    leftOut: leaveOut === undefined ? [] : [`left out by ${leaveOut.who}: ${leaveOut.why}`],
  };
  return { ...service, leftOut: [...service.leftOut, ...whatLacks(service, knowledge)] };
}

/** What a row of services.csv needs and this service does not have. */
export function whatLacks(service: SettledService, knowledge: RuleKnowledge): readonly string[] {
  const codes = new Set(knowledge.authorities.values());
  const foster = service.service_type === 'foster';
  return [
    ...(service.service_type === undefined ? [`${service.listed.ask ?? 'its kind is not told'}; settle service_type`] : []),
    ...(service.area_code === undefined ? ['the register gives no authority; settle area_code'] : []),
    ...(service.area_code !== undefined && !codes.has(service.area_code) ? [`${service.area_code} is no authority of areas.csv`] : []),
    ...(foster && service.households === undefined && service.places === undefined
      ? ['the register gives no households of a fostering service; settle households']
      : []),
    ...(!foster && service.places === undefined ? ['the register gives no places; settle places'] : []),
    ...(service.sector.sector === undefined ? [`its sector is not known (${service.sector.because}); settle sector`] : []),
  ];
}

function ownerAnswer(
  listed: ListedService,
  sector: RuleAnswer,
  stated: OverrideRow | undefined,
  knowledge: RuleKnowledge,
): OwnerAnswer {
  if (stated !== undefined) return { owner_id: stated.value, rule: 'override', confidence: 'stated' };
  if (sector.sector === 'local-authority') {
    const name = (listed.provider_name ?? listed.register_owner ?? '').replace(/^cyngor( sir| bwrdeistref sirol| dinas)?\s+/i, '');
    const code = knowledge.authorities.get(plainAreaName(name)) ?? undefined;
    return code === undefined || plainAreaName(name) === ''
      ? { rule: 'none', confidence: 'unknown' }
      : { owner_id: `LA-${code}`, rule: 'council-name', confidence: 'high' };
  }
  const owner = ownerOf(listed, knowledge.owners);
  if (owner !== undefined) return { owner_id: owner.owner_id, rule: 'owner-list', confidence: owner.confidence };
  return listed.register_owner === undefined
    ? { rule: 'none', confidence: 'unknown' }
    : { owner_id: ownerIdOf(listed.register_owner), rule: 'register-names-owner', confidence: 'medium' };
}

/** Id of an organisation by its name: without its legal form, numbers in brackets and signs, so that spellings meet. */
export function ownerIdOf(name: string): string {
  const slug = name
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toUpperCase()
    .replace(/&/g, ' AND ')
    .replace(/\(?\b[A-Z]{0,2}\d{6,8}\b\)?/g, ' ')
    .replace(/\b(LIMITED|LTD|PLC|LLP|CIC|CYF|CYFYNGEDIG)\b/g, ' ')
    .replace(/[^A-Z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return `OWNER-${slug === '' ? 'UNNAMED' : slug.slice(0, 70)}`;
}

/** How firm a row is: published where the register or a person says it, estimated where a rule inferred the sector. */
export function statusOf(service: SettledService): EvidenceStatus {
  const sure = service.sector.confidence === 'high' || service.sector.confidence === 'stated';
  return sure && service.borrowed === undefined ? 'published' : 'estimated';
}
