import { join } from 'node:path';
import { languageFolder, readRows } from './read-rows.ts';

/**
 * How sure a Welsh term is. `V`: seen in an authoritative Welsh text. `P`: composed from verified parts. `U`: in common use
 * and not verified. `C`: confirmed by a translator. Only V and C may be released.
 */
export const TERM_STATUSES = ['V', 'P', 'U', 'C'] as const;
export type TermStatus = (typeof TERM_STATUSES)[number];

/** Whether a term may stand in a Welsh release. */
export function isApproved(status: TermStatus): boolean {
  return status === 'V' || status === 'C';
}

/** A term in both languages. */
export interface GlossaryTerm {
  readonly english: string;
  readonly welsh: string;
  readonly welsh_plural?: string;
  readonly status: TermStatus;
  /** Where the Welsh was seen; empty where it was not. */
  readonly source: string;
  readonly note: string;
}

/** A place in both languages. */
export interface PlaceName {
  readonly name_en: string;
  readonly name_cy: string;
  readonly kind: 'authority' | 'region' | 'country';
  readonly status: TermStatus;
  readonly source: string;
}

function statusOf(text: string | undefined, where: string): TermStatus {
  const status = TERM_STATUSES.find((s) => s === text);
  if (status === undefined)
    throw new Error(`${where}: the status "${text ?? ''}" is none of ${TERM_STATUSES.join(', ')}`);
  return status;
}

/** The glossary as shipped, `data/language/glossary.csv`. */
export async function readGlossary(path = join(languageFolder(), 'glossary.csv')): Promise<GlossaryTerm[]> {
  const rows = await readRows(path);
  return rows.map(({ english, welsh, welsh_plural, status, source, note }) => ({
    english: english!,
    welsh: welsh!,
    ...(welsh_plural === undefined || welsh_plural === '' ? {} : { welsh_plural }),
    status: statusOf(status, `${path}, ${english!}`),
    source: source ?? '',
    note: note ?? '',
  }));
}

/** Names of places as shipped, `data/language/place-names.csv`: the spelling of each was seen in an official Welsh table. */
export async function readPlaceNames(path = join(languageFolder(), 'place-names.csv')): Promise<PlaceName[]> {
  const rows = await readRows(path);
  return rows.map(({ name_en, name_cy, kind, status, source }) => ({
    name_en: name_en!,
    name_cy: name_cy!,
    kind: kind as PlaceName['kind'],
    status: statusOf(status, `${path}, ${name_en!}`),
    source: source ?? '',
  }));
}

/**
 * A term by its English name.
 *
 * @throws Error when the glossary has none: a term is added there, never made up in place
 */
export function termOf(glossary: readonly GlossaryTerm[], english: string): GlossaryTerm {
  const wanted = english.toLowerCase();
  const term = glossary.find((t) => t.english.toLowerCase() === wanted);
  if (term === undefined) throw new Error(`the glossary has no "${english}"`);
  return term;
}
