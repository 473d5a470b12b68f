import { STRENGTHS } from '../../domain/status.ts';
import type { Evidence } from './scenario.ts';

/** How strong the evidence of a scenario is, in a sentence: `Evidence: 3 claims, 1 of strength A, 2 of strength X`. */
export function evidenceWords(evidence: readonly Evidence[] | undefined): string {
  if (evidence === undefined || evidence.length === 0) return 'Evidence: none is named.';
  const counts = STRENGTHS.flatMap((strength) => {
    const n = evidence.filter((row) => row.strength === strength).length;
    return n === 0 ? [] : [`${n} of strength ${strength}`];
  });
  const claims = `${evidence.length} claim${evidence.length === 1 ? '' : 's'}`;
  return `Evidence: ${claims}, ${counts.join(', ')} (A official, B second-hand, C from elsewhere, X assumed).`;
}
