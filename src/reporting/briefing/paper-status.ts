import type { EvidenceStatus } from '../../domain/status.ts';
import { EVIDENCE_STATUSES, weakestStatus } from '../../domain/status.ts';
import type { PaperRun } from './paper-source.ts';

/** The weakest evidence behind some runs, never better than `estimated`: a projection is not a published figure. */
export function weakestOf(runs: readonly Pick<PaperRun, 'manifest'>[]): EvidenceStatus {
  const found = runs.flatMap(({ manifest }) => Object.values(manifest.status));
  return weakestStatus('estimated', ...EVIDENCE_STATUSES.filter((status) => found.includes(status)));
}
