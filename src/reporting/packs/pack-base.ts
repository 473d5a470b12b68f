import type { EvidenceStatus } from '../../domain/status.ts';
import { isEvidenceStatus, weakestStatus } from '../../domain/status.ts';
import type { AreaRow } from '../../domain/tables.ts';
import { warningsOf } from '../sufficiency-plan/plan-contents.ts';
import type { PlanSource } from '../sufficiency-plan/plan-contents.ts';
import type { PlanYear } from '../sufficiency-plan/plan-year.ts';
import type { Pack, PackKind, PackRow, PackSection } from './pack-contents.ts';

export interface PackParts {
  readonly kind: PackKind;
  readonly title: string;
  readonly lead: string;
  readonly area: AreaRow;
  readonly year: PlanYear;
  readonly sections: readonly PackSection[];
  /** Inputs that the run does not hold, in sentences. */
  readonly missing?: readonly string[];
}

/** A pack of its sections: the weakest status of all its numbers, and what the run did not record. */
export function packOf(source: PlanSource, parts: PackParts): Pack {
  const rows = parts.sections.flatMap((s) => (s.tables ?? []).flatMap((t) => t.rows));
  const absent = rows.filter((row) => !isEvidenceStatus(row.status)).map((row) => row.label);
  return {
    ...parts,
    run: source.manifest,
    status: weakestOfRows(rows),
    warnings: warningsOf(source.manifest),
    missing: [...(parts.missing ?? []), ...[...new Set(absent)].map((label) => `Not recorded by this run: ${label}.`)],
  };
}

function weakestOfRows(rows: readonly PackRow[]): EvidenceStatus {
  return weakestStatus(...rows.flatMap(({ status }) => (isEvidenceStatus(status) ? [status] : [])));
}

/** Why a part of a pack is empty in a run that an earlier version made. */
export const OLD_RUN = 'The run was made by a version that did not keep them: make it again to have them here.';
