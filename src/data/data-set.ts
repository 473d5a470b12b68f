import { realpath } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { canonicalJson, digestOf } from '../domain/digest.ts';
import type { Checked, InputProblem, Repair } from '../domain/errors.ts';
import type { AssumptionRow, DataSet } from '../domain/tables.ts';
import { checkBaselineComplete, checkPopulationComplete } from './check-counts.ts';
import { checkOwners } from './check-services.ts';
import { checkDirichletGroups, checkNeeds, checkStays } from './check-shares.ts';
import { completeAreas } from './complete-areas.ts';
import { fileProblem } from './file-bytes.ts';
import { findTables } from './find-tables.ts';
import type { FoundTables } from './find-tables.ts';
import { mergeAssumptions } from './merge-assumptions.ts';
import { POSTERIOR_FILE, readPosterior } from './posterior.ts';
import { shippedDataDir } from './shipped-paths.ts';
import type { KnownAreas } from './tables/table-checker.ts';
import { MOST_PROBLEMS } from './tables/table-checker.ts';
import { definitionOf } from './tables/tables.ts';
import type { RowOf, TableKind } from './tables/tables.ts';

/** Tables that every set must hold. */
export const REQUIRED_TABLES = ['areas', 'children', 'services'] as const;

/** What stands in for a table that a set leaves out: the shipped rows, or no row with the meaning said here. */
export const TABLE_DEFAULTS = {
  stays: 'shipped',
  needs: 'shipped',
  timetable: 'shipped',
  prices: 'shipped',
  indices: 'shipped',
  near: 'no authority is near to another; only the own area is near',
  population: 'the child population is constant',
  flows: 'no history of starts and ends of care is known',
  funding: 'no fund is known',
  projects: 'no project is known beyond the generated ones',
} as const satisfies Partial<Record<TableKind, string>>;

type OptionalTable = keyof typeof TABLE_DEFAULTS;

export interface LoadDataSetOptions {
  /** Folder of the shipped set, which fills gaps; the one of this package unless told. */
  readonly shippedDir?: string;
}

/**
 * Reads a folder of tables, checks each and all together, and fills gaps with stated defaults, each listed in `repairs`.
 *
 * @param dir folder with `areas`, `children` and `services`, as CSV or XLSX, and whatever else the set holds
 * @returns the data set, or the problems (the first twenty)
 * @example
 * const wales = orThrow(await loadDataSet('data/wales'));
 * console.log(wales.areas.length, wales.digest);
 */
export async function loadDataSet(dir: string, options: LoadDataSetOptions = {}): Promise<Checked<DataSet>> {
  const found = await findTables(dir);
  if (!found.ok) return found;
  const shippedDir = options.shippedDir ?? shippedDataDir();
  const isShipped = (await realpath(dir)) === (await realpath(shippedDir).catch(() => ''));
  const loader = new Loader(dir, found.value, isShipped ? undefined : shippedDir);
  // The shipped folder keeps the controls and facts that its tables were made from beside them.
  if (!isShipped) loader.repairs.push(...found.repairs);
  const value = await loader.load();
  if (loader.problems.length > 0 || value === undefined)
    return { ok: false, problems: loader.problems.slice(0, MOST_PROBLEMS) };
  return { ok: true, value, repairs: value.repairs };
}

class Loader {
  readonly problems: InputProblem[] = [];
  readonly repairs: Repair[] = [];
  private readonly dir: string;
  private readonly found: FoundTables;
  private readonly shippedDir: string | undefined;
  private shipped: FoundTables | undefined;
  private readonly digests: Map<string, string>;
  private areas: KnownAreas | undefined;

  constructor(dir: string, found: FoundTables, shippedDir: string | undefined) {
    this.dir = dir;
    this.found = found;
    this.shippedDir = shippedDir;
    this.digests = new Map(found.digests);
  }

  async load(): Promise<DataSet | undefined> {
    for (const kind of REQUIRED_TABLES) if (!this.found.sources.has(kind)) this.missingRequired(kind);
    if (this.problems.length > 0) return undefined;
    const areaRows = await this.read('areas');
    if (areaRows === undefined) return undefined;
    const areas = this.keep(completeAreas(areaRows, this.fileOf('areas')));
    if (areas === undefined) return undefined;
    this.areas = new Map(areas.map((area) => [area.area_code, area.level]));

    const children = await this.read('children');
    const services = await this.read('services');
    const stays = await this.optional('stays');
    const needs = await this.optional('needs');
    const timetable = await this.optional('timetable');
    const prices = await this.optional('prices');
    const indices = await this.optional('indices');
    const near = await this.optional('near');
    const population = await this.optional('population');
    const flows = await this.optional('flows');
    const funding = await this.optional('funding');
    const projects = await this.optional('projects');
    const assumptions = await this.assumptions();
    if (this.problems.length > 0 || !children || !services || !assumptions) return undefined;
    this.problems.push(
      ...checkBaselineComplete(children, areas, this.fileOf('children')),
      ...checkOwners(services, this.fileOf('services')),
      ...checkStays(stays, this.fileOf('stays')),
      ...checkNeeds(needs, this.fileOf('needs')),
      ...checkPopulationComplete(population, areas, this.fileOf('population')),
      ...checkDirichletGroups(assumptions.rows, this.fileOf('assumptions')),
    );
    const posterior = await readPosterior(this.dir, assumptions.rows);
    if (posterior !== undefined && 'problems' in posterior) {
      this.problems.push(...posterior.problems);
      return undefined;
    }
    if (posterior !== undefined) this.digests.set(POSTERIOR_FILE, posterior.digest);
    const digest = digestOf(canonicalJson([...this.digests].sort(([a], [b]) => (a < b ? -1 : 1))));
    return {
      name: basename(resolve(this.dir)),
      digest,
      areas,
      children,
      flows,
      stays,
      needs,
      population,
      services,
      near,
      funding,
      indices,
      projects,
      prices,
      timetable,
      assumptions: assumptions.rows,
      ...(posterior === undefined ? {} : { posterior: posterior.table }),
      assumptionsFromShipped: assumptions.fromShipped,
      repairs: this.repairs,
    };
  }

  private fileOf(kind: TableKind): string {
    return (this.found.sources.get(kind) ?? this.shipped?.sources.get(kind))?.file ?? join(this.dir, `${kind}.csv`);
  }

  private keep<T>(checked: Checked<T>): T | undefined {
    if (checked.ok) {
      this.repairs.push(...checked.repairs);
      return checked.value;
    }
    this.problems.push(...checked.problems);
    return undefined;
  }

  private async read<K extends TableKind>(kind: K): Promise<readonly RowOf<K>[] | undefined> {
    const options = this.areas === undefined ? {} : { areas: this.areas };
    const checked = await this.found.sources.get(kind)!.read(kind, options);
    return this.keep(checked);
  }

  private async optional<K extends OptionalTable>(kind: K): Promise<readonly RowOf<K>[]> {
    if (this.found.sources.has(kind)) return (await this.read(kind)) ?? [];
    const meaning = TABLE_DEFAULTS[kind];
    if (meaning !== 'shipped') {
      this.repairs.push({ file: join(this.dir, `${kind}.csv`), found: 'no such file', used: 'no row', why: meaning });
      return [];
    }
    const rows = await this.readShipped(kind);
    if (rows !== undefined) {
      this.repairs.push({
        file: join(this.dir, `${kind}.csv`),
        found: 'no such file',
        used: `${rows.length} shipped rows`,
        why: `the set has no ${kind} of its own, so the shipped table stands in`,
      });
      return rows;
    }
    if (kind !== 'indices') this.missingRequired(kind);
    else this.repairs.push({ file: join(this.dir, 'indices.csv'), found: 'no such file', used: 'no row', why: 'no index is known' });
    return [];
  }

  private async readShipped<K extends TableKind>(kind: K): Promise<readonly RowOf<K>[] | undefined> {
    if (this.shippedDir === undefined) return undefined;
    if (this.shipped === undefined) {
      const found = await findTables(this.shippedDir);
      this.shipped = found.ok ? found.value : { sources: new Map(), digests: new Map() };
    }
    const source = this.shipped.sources.get(kind);
    if (source === undefined) return undefined;
    const checked = await source.read(kind, {});
    if (!checked.ok) {
      this.problems.push(...checked.problems);
      return undefined;
    }
    this.digests.set(`shipped/${source.fileName}`, this.shipped.digests.get(source.fileName)!);
    return checked.value;
  }

  private async assumptions(): Promise<ReturnType<typeof mergeAssumptions>['merged'] | undefined> {
    const own = this.found.sources.has('assumptions') ? await this.read('assumptions') : [];
    if (own === undefined) return undefined;
    const shipped = await this.readShipped('assumptions');
    this.digestAssumptions(this.found.sources.get('assumptions')?.fileName, own);
    if (shipped !== undefined) this.digestAssumptions(`shipped/${this.shipped!.sources.get('assumptions')!.fileName}`, shipped);
    if (own.length === 0 && shipped === undefined) {
      this.missingRequired('assumptions');
      return undefined;
    }
    const { merged, problems } = mergeAssumptions(own, shipped, this.fileOf('assumptions'));
    this.problems.push(...problems);
    if (merged.fromShipped.length > 0)
      this.repairs.push({
        file: join(this.dir, 'assumptions.csv'),
        found: `${own.length} rows`,
        used: `${merged.fromShipped.length} shipped rows beside them`,
        why: `ids that the set leaves out take the shipped row: ${merged.fromShipped.slice(0, 5).join(', ')}${merged.fromShipped.length > 5 ? ' and others' : ''}`,
      });
    return merged;
  }

  /**
   * The digest of a CSV of assumptions is that of what is read from it: the effects that `sensitivity` writes beside them change
   * no figure and so no digest.
   */
  private digestAssumptions(file: string | undefined, rows: readonly AssumptionRow[]): void {
    if (file?.toLowerCase().endsWith('.csv') === true) this.digests.set(file, digestOf(canonicalJson(rows)));
  }

  private missingRequired(kind: TableKind): void {
    this.problems.push(
      fileProblem(
        join(this.dir, `${kind}.csv`),
        'no such file',
        `The set has no table ${kind}.`,
        `${kind}.csv, ${kind}.xlsx, or a sheet ${kind} in a workbook of the folder. ${definitionOf(kind).description}`,
        `Add the table${this.nearMiss(kind)}.`,
      ),
    );
  }

  private nearMiss(kind: TableKind): string {
    const near = this.repairs.find((repair) => repair.why.includes(`did you mean ${kind}.`));
    return near === undefined ? '' : `, or rename ${near.found} if that is what it is`;
  }
}
