/**
 * How firm a figure is. `published`: printed by an official source. `estimated`: derived from published figures by a
 * stated method. `illustrative`: made to stand in for data that cannot be shipped.
 * A figure carries the weakest status of everything that it was made from.
 */
export const EVIDENCE_STATUSES = ['published', 'estimated', 'illustrative'] as const;
export type EvidenceStatus = (typeof EVIDENCE_STATUSES)[number];

/** Whether a text is the name of a status. */
export function isEvidenceStatus(text: string): text is EvidenceStatus {
  return (EVIDENCE_STATUSES as readonly string[]).includes(text);
}

/** The weakest of some statuses; `published` when there are none. */
export function weakestStatus(...statuses: readonly EvidenceStatus[]): EvidenceStatus {
  let weakest = 0;
  for (const s of statuses) weakest = Math.max(weakest, EVIDENCE_STATUSES.indexOf(s));
  return EVIDENCE_STATUSES[weakest]!;
}

/** Strength of a number's source: A Welsh official, B Welsh second-hand, C England or UK proxy, X no source. */
export const STRENGTHS = ['A', 'B', 'C', 'X'] as const;
export type Strength = (typeof STRENGTHS)[number];

/** The sentence that goes under every chart and table made from figures of a status. */
export function statusSentence(status: EvidenceStatus): string {
  if (status === 'illustrative')
    return 'Status: illustrative. Made from stand-in data on homes and agencies; not for decisions.';
  if (status === 'estimated') return 'Status: estimated from published figures.';
  return 'Status: published.';
}
