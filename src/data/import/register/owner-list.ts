import type { Sector } from '../../../domain/vocabulary.ts';
import type { ListedService } from './listed-service.ts';

/** An owner that stands behind registered providers, from a small table that a person keeps. */
export interface OwnerListRow {
  readonly owner_id: string;
  /** Name of a provider, `*` for any text; capitals do not count. */
  readonly name_pattern: string;
  /** Company or charity number; empty where only the name is known. */
  readonly company_number?: string;
  /** Undefined where only the owner is known. */
  readonly sector?: Sector;
  readonly confidence: 'high' | 'medium' | 'low';
  readonly source: string;
}

/** Whether a name meets a pattern in which `*` stands for any text. Capitals and double spaces do not count. */
export function meetsPattern(name: string, pattern: string): boolean {
  const plain = (text: string): string => text.toLowerCase().replace(/\s+/g, ' ').trim();
  const pieces = plain(pattern).split('*');
  const text = plain(name);
  if (pieces.length === 1) return text === pieces[0];
  const [first, last] = [pieces[0]!, pieces.at(-1)!];
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  let at = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const next = text.indexOf(piece, at);
    if (next < 0 || next + piece.length > text.length - last.length) return false;
    at = next + piece.length;
  }
  return true;
}

/** The row of the owner list that a service meets, by company number first, then by name. */
export function ownerOf(service: ListedService, owners: readonly OwnerListRow[]): OwnerListRow | undefined {
  const number = service.company_number.replace(/\s/g, '');
  const name = service.provider_name ?? '';
  return (
    owners.find((owner) => number !== '' && owner.company_number === number) ??
    owners.find((owner) => name !== '' && meetsPattern(name, owner.name_pattern))
  );
}
