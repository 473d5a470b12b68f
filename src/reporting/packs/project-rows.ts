import type { IsoDate } from '../../domain/calendar.ts';
import type { ProjectRow } from '../../domain/tables.ts';
import { nameOf } from '../theme.ts';
import { formatDate, formatPounds } from '../text.ts';
import type { PackRow } from './pack-contents.ts';

/** A project of the data set as a line: planned places by their planned day, with stage, fund and capital. */
export function projectRow(project: ProjectRow, area?: string): PackRow {
  const { project_id, planned_open, places, capital_gbp, fund, stage, service_type, sector } = project;
  const where = area === undefined ? '' : `${area}, `;
  return {
    id: `project.${project_id}`,
    label: `${project_id}: ${where}${nameOf(service_type).toLowerCase()}, ${nameOf(sector).toLowerCase()}`,
    whenText: `Planned for ${formatDate(planned_open)}`,
    given: places,
    unit: 'places',
    note: [
      `Stage: ${stage}`,
      ...(fund === undefined ? [] : [fund]),
      ...(capital_gbp === undefined ? [] : [`capital ${formatPounds(capital_gbp)}`]),
    ].join('; '),
    status: project.status,
    source: project.source,
  };
}

/** Projects planned to open from one day to another, both counted. */
export function plannedBetween(projects: readonly ProjectRow[], from: IsoDate, to: IsoDate): ProjectRow[] {
  return projects.filter((p) => p.planned_open >= from && p.planned_open <= to);
}
