import { baselineDate, isBaselineRow } from '../assumptions/scenario/baseline-date.ts';
import type { InputProblem } from '../domain/errors.ts';
import type { AreaRow, ChildrenRow, PopulationRow } from '../domain/tables.ts';
import { AGE_BANDS, PLACEMENT_TYPES } from '../domain/vocabulary.ts';
import { rowProblem } from './row-problem.ts';

/**
 * Whether the counts at the latest date by age band and placement type are whole: one row for every authority, age band
 * and placement type. A missing row is unknown and cannot start a run.
 */
export function checkBaselineComplete(
  children: readonly ChildrenRow[],
  areas: readonly AreaRow[],
  file: string,
): InputProblem[] {
  const date = baselineDate(children);
  const authorities = areas.filter((area) => area.level === 'authority').map((area) => area.area_code);
  const cells = authorities.length * AGE_BANDS.length * PLACEMENT_TYPES.length;
  const allowed = `At one date a row for each of ${authorities.length} authorities, ${AGE_BANDS.length} age bands and ${PLACEMENT_TYPES.length} placement types, ${cells} in all.`;
  if (date === undefined)
    return [
      rowProblem(file, undefined, 'age_band', 'all', {
        problem: 'No date has counts by age band and placement type, so a run has no start.',
        allowed,
        mend: 'Add those counts for the latest date; mark a cell that you worked out as estimated.',
      }),
    ];
  const given = new Set(
    children.filter((r) => r.date === date && isBaselineRow(r)).map((r) => `${r.area_code}, ${r.age_band}, ${r.placement_type}`),
  );
  const missing = authorities.flatMap((area) =>
    AGE_BANDS.flatMap((band) => PLACEMENT_TYPES.map((type) => `${area}, ${band}, ${type}`)).filter((cell) => !given.has(cell)),
  );
  if (missing.length === 0) return [];
  return [
    rowProblem(file, undefined, 'area_code, age_band, placement_type', missing[0]!, {
      problem: `The counts at ${date}, the latest date, lack ${missing.length.toLocaleString('en-GB')} ${missing.length === 1 ? 'row' : 'rows'}.`,
      allowed,
      mend: 'Add a row for each; write 0 where there is no child. A missing row is unknown, never zero.',
    }),
  ];
}

/** Whether each year of the population has every age in every authority, when it has any authority. */
export function checkPopulationComplete(
  population: readonly PopulationRow[],
  areas: readonly AreaRow[],
  file: string,
): InputProblem[] {
  const authorities = areas.filter((area) => area.level === 'authority').map((area) => area.area_code);
  const given = new Set(population.map((row) => `${row.mid_year}, ${row.area_code}, ${row.age}`));
  const isAuthority = new Set(authorities);
  const years = new Set(population.filter((row) => isAuthority.has(row.area_code)).map((row) => row.mid_year));
  for (const year of [...years].sort((a, b) => a - b))
    for (const area of authorities)
      for (let age = 0; age < 18; age++)
        if (!given.has(`${year}, ${area}, ${age}`))
          return [
            rowProblem(file, undefined, 'mid_year, area_code, age', `${year}, ${area}, ${age}`, {
              problem: 'The population lacks a row.',
              allowed: 'For each year a row for every authority and every age from 0 to 17.',
              mend: 'Add the rows, or leave the year out. A missing row is unknown, never zero.',
            }),
          ];
  return [];
}
