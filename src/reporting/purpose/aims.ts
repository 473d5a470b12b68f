import { financialYearEnding, lastDay, monthOf } from '../../domain/calendar.ts';
import type { IsoDate } from '../../domain/calendar.ts';
import { weakestStatus } from '../../domain/status.ts';
import type { EvidenceStatus } from '../../domain/status.ts';
import type { AreaRow, RecordRow } from '../../domain/tables.ts';
import { readDraws } from '../../experiments/read-blocks.ts';
import { readRunPlan } from '../../experiments/run-plan.ts';
import { defaultGrid } from '../../measures/grid.ts';
import { datesOfRun, runOfPath } from '../../measures/headline.ts';
import { summarise } from '../../measures/summarise.ts';
import type { PaperRun } from '../briefing/paper-source.ts';

/** What the programme is for: fewer children come into care, they stay less long, and they live nearer home. */
export const AIMS = ['entries', 'stay', 'home'] as const;
export type Aim = (typeof AIMS)[number];

interface AimAbout {
  /** Children a year, months, or a share from 0 to 1. */
  readonly unit: string;
  /** Name of its past in `record.csv`. */
  readonly record: RecordRow['measure'];
  readonly measures: readonly string[];
  /** Whether its measures are counted on the last day of a year, and not summed over it. */
  readonly isStock: boolean;
  /** The figure of one draw from its measures in that draw; not a number where there is none. */
  readonly of: (...values: readonly number[]) => number;
}

/**
 * How each aim is worked out inside a draw. `stay`: months for which the children who left in the year had been looked after,
 * over those children. `home`: children who are placed neither elsewhere in the country nor outside it, over all looked after.
 */
export const ABOUT: Readonly<Record<Aim, AimAbout>> = {
  entries: {
    unit: 'children',
    record: 'children_started',
    measures: ['children_started'],
    isStock: false,
    of: (started) => started!,
  },
  stay: {
    unit: 'months',
    record: 'mean_months_in_care',
    measures: ['months_in_care', 'children_ceased'],
    isStock: false,
    of: (months, ceased) => (ceased! > 0 ? months! / ceased! : NaN),
  },
  home: {
    unit: 'share',
    record: 'home_area_share',
    measures: ['children_looked_after', 'placed_out_of_area', 'placed_outside_wales'],
    isStock: true,
    of: (all, elsewhere, outside) => (all! > 0 ? (all! - elsewhere! - outside!) / all! : NaN),
  },
};

/** An aim in one financial year of a run. */
export interface AimYear {
  /** Calendar year in which the financial year ends. */
  readonly yearEnding: number;
  readonly date: IsoDate;
  /** One figure a draw, in the order of the draws; not a number in a draw without any such child. */
  readonly values: Float32Array;
  /** Statistics over the draws that have a figure, by name. */
  readonly statistics: ReadonlyMap<string, number>;
  readonly status: EvidenceStatus;
}

/** A run with its aims in an area, by financial year, earliest first. Years of which no draw has a figure are left out. */
export interface PurposeRun extends PaperRun {
  readonly aims: Readonly<Record<Aim, readonly AimYear[]>>;
}

/**
 * Reads the aims of an area from the draws of a finished run. They are worked out inside each draw: a ratio of middles is not
 * the middle of a ratio.
 *
 * @throws InputError when the run has no draws, or they are not those that its record names
 */
export async function readAims(folder: string, run: PaperRun, area: AreaRow): Promise<PurposeRun> {
  const draws = await readDraws(folder, run.manifest);
  const { plan } = await readRunPlan(folder);
  const grid = defaultGrid(plan);
  const column = (cell: number): Float32Array => {
    const values = new Float32Array(draws.index.draws);
    draws.column(cell, values);
    return values;
  };
  const pathOf = (measure: string, isStock: boolean): Map<IsoDate, number> => {
    const period = isStock ? {} : { period: 'financial-year' as const };
    const cells = runOfPath(plan, grid, { measure, area_code: area.area_code, ...period });
    return new Map(datesOfRun(plan, cells).map((date, k) => [date, cells.first + k]));
  };
  const first = monthOf(run.manifest.first_month);
  const aims = Object.fromEntries(
    AIMS.map((aim) => {
      const { measures, isStock, of } = ABOUT[aim];
      const paths = measures.map((measure) => pathOf(measure, isStock));
      const ends = [...paths[0]!.keys()].filter((date) => date === lastDay(monthOf(date)) && date.slice(5, 7) === '03');
      const years = ends.flatMap((date): AimYear[] => {
        // The flows of a year of which the run holds a part are no year's flows.
        if (!isStock && monthOf(date) - 11 < first) return [];
        const parts = paths.map((path) => column(path.get(date)!));
        const values = parts[0]!.map((_, d) => of(...parts.map((part) => part[d]!)));
        const known = values.filter((value) => !Number.isNaN(value));
        if (known.length === 0) return [];
        const rows = run.figures({ measure: [...measures], area_code: area.area_code, date });
        return [
          {
            yearEnding: financialYearEnding(monthOf(date)),
            date,
            values,
            statistics: new Map(summarise(known).map(({ statistic, value }) => [statistic, value])),
            status: weakestStatus('estimated', ...rows.map((row) => row.status)),
          },
        ];
      });
      return [aim, years];
    }),
  ) as unknown as PurposeRun['aims'];
  return { ...run, aims };
}
