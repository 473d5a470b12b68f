import { dirname } from 'node:path';
import { findAreas } from '../../data/find-areas.ts';
import { findTables } from '../../data/find-tables.ts';
import { mergeAssumptions } from '../../data/merge-assumptions.ts';
import { readTable } from '../../data/read-table.ts';
import { shippedDataDir } from '../../data/shipped-paths.ts';
import type { RowOf } from '../../data/tables/tables.ts';
import type { Checked, InputProblem, Repair } from '../../domain/errors.ts';
import type {
  AreaRow,
  AssumptionRow,
  ChildrenRow,
  FlowRow,
  NeedRow,
  PopulationRow,
  StayRow,
} from '../../domain/tables.ts';

/** Tables that a fit of children reads beside the history. */
export type BesideTable = 'flows' | 'population' | 'stays' | 'needs' | 'assumptions';
/** Where a table is from: named by the user, of the data set, the shipped one, or nowhere. */
export type TableOrigin = 'named' | 'data set' | 'shipped' | 'none';

/** All tables of a fit, each with where it is from. */
export interface ChildrenInputs {
  readonly file: string;
  readonly children: readonly ChildrenRow[];
  /** Without any, each code of the history is an authority of one country. */
  readonly areas: readonly AreaRow[];
  readonly flows: readonly FlowRow[];
  readonly population: readonly PopulationRow[];
  readonly stays: readonly StayRow[];
  readonly needs: readonly NeedRow[];
  /** Own rows with the shipped ones in their gaps. */
  readonly assumptions: readonly AssumptionRow[];
  /** Ids that were taken from the shipped table. */
  readonly assumptionsFromShipped: readonly string[];
  readonly origins: Readonly<Record<BesideTable, TableOrigin>>;
}

/** Where to look for the tables beside a history. */
export interface BesideOptions {
  readonly dataDir?: string | undefined;
  /** Files named by the user. */
  readonly named: Readonly<Partial<Record<'flows' | 'population' | 'stays', string | undefined>>>;
}

/** How the source of a row begins that a fit of children wrote. */
export const FITTED_SOURCE = 'fitted to ';

const MISSING: Readonly<Record<BesideTable, string>> = {
  flows:
    'starts are not known; rates follow from stocks and stays alone, and their level is as uncertain as the stays are',
  population: 'the child population is not known; rates are for each child looked after, not for each child of an area',
  stays: 'the shipped stays stand in; their length is fitted where starts are known',
  needs: 'the shipped shares at entry stand in where the mix of placements by age is not known',
  assumptions: 'the shipped assumptions stand in',
};

/**
 * Reads what a fit needs beside a history: named files first, then the data set (the folder that is named, else that of the
 * history if it holds areas, else the shipped one where it knows the areas), then shipped stays, needs and assumptions.
 * What is absent is listed among the repairs.
 */
export async function readBeside(
  history: Pick<ChildrenInputs, 'file' | 'children' | 'areas'>,
  options: BesideOptions,
): Promise<Checked<ChildrenInputs>> {
  const { areas, file } = history;
  const known = areas.length === 0 ? {} : { areas: new Map(areas.map((area) => [area.area_code, area.level])) };
  const beside = (await findAreas(dirname(file), false)) === undefined ? undefined : dirname(file);
  const dir = options.dataDir ?? beside ?? (areas.length > 0 ? shippedDataDir() : undefined);
  const found = dir === undefined ? undefined : await findTables(dir);
  if (found !== undefined && !found.ok) return found;
  const shipped = await findTables(shippedDataDir());
  if (!shipped.ok) return shipped;
  const problems: InputProblem[] = [];
  const repairs: Repair[] = [];
  const origins: Record<BesideTable, TableOrigin> = {
    flows: 'none',
    population: 'none',
    stays: 'none',
    needs: 'none',
    assumptions: 'none',
  };
  const take = async <K extends BesideTable>(kind: K): Promise<readonly RowOf<K>[]> => {
    const named = kind in options.named ? options.named[kind as 'flows'] : undefined;
    const own = found?.value.sources.get(kind);
    const standIn = kind === 'flows' || kind === 'population' ? undefined : shipped.value.sources.get(kind);
    let read: Checked<readonly RowOf<K>[]> | undefined;
    if (named !== undefined) {
      origins[kind] = 'named';
      read = await readTable(named, kind, known);
    } else if (own !== undefined) {
      origins[kind] = dir === shippedDataDir() ? 'shipped' : 'data set';
      read = await own.read(kind, known);
    } else if (standIn !== undefined) {
      origins[kind] = 'shipped';
      read = await standIn.read(kind, {});
    }
    if (named === undefined && own === undefined)
      repairs.push({
        file,
        found: `no table ${kind}`,
        used: standIn ? 'the shipped rows' : 'no row',
        why: MISSING[kind],
      });
    if (read === undefined) return [];
    if (!read.ok) {
      problems.push(...read.problems);
      return [];
    }
    repairs.push(...read.repairs);
    return read.value;
  };
  const [flows, population] = [await take('flows'), await take('population')];
  const fitted = flows.find((row) => row.source.startsWith(FITTED_SOURCE));
  if (fitted !== undefined)
    problems.push({
      kind: 'input',
      file: options.named.flows ?? 'flows.csv',
      column: 'source',
      value: fitted.source,
      problem: 'These starts were fitted, to counts that would count a second time.',
      allowed: 'Starts as they were counted.',
      mend: 'Name the table of counted starts with --flows, or fit in the data set as it was before.',
    });
  const [stays, needs] = [await take('stays'), await take('needs')];
  const own = await take('assumptions');
  const table = await shipped.value.sources.get('assumptions')!.read('assumptions', {});
  if (!table.ok) return table;
  const isShipped = origins.assumptions === 'shipped' && found?.value.sources.get('assumptions') === undefined;
  const { merged, problems: unmerged } = mergeAssumptions(isShipped ? [] : own, table.value, file);
  problems.push(...unmerged);
  if (problems.length > 0 || merged === undefined) return { ok: false, problems };
  const value = {
    ...history,
    flows,
    population,
    stays,
    needs,
    assumptions: merged.rows,
    assumptionsFromShipped: merged.fromShipped,
    origins,
  };
  return { ok: true, value, repairs };
}
