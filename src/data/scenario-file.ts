import { readdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { completeScenario, scenarioProblems } from '../assumptions/scenario/check-scenario.ts';
import { mergeScenarios } from '../assumptions/scenario/merge.ts';
import type { RawScenario } from '../assumptions/scenario/merge.ts';
import type { Origin } from '../assumptions/scenario/problem.ts';
import { isMapping, problemAt } from '../assumptions/scenario/problem.ts';
import type { Scenario } from '../assumptions/scenario/scenario.ts';
import type { Checked, InputProblem } from '../domain/errors.ts';
import { nearestName } from '../domain/errors.ts';
import type { DataSet } from '../domain/tables.ts';
import { fileProblem } from './file-bytes.ts';
import { readYamlFile } from './scenario-yaml.ts';
import { shippedScenarioDir } from './shipped-paths.ts';

const LONGEST_CHAIN = 20;

/**
 * Reads a scenario by path or name, with all that it extends, and checks it against a data set.
 *
 * A name is looked for as a path, then as `DIR/scenarios/NAME.yaml`, then in the shipped library. What a scenario
 * extends is looked for beside its own file first.
 *
 * @param nameOrPath `as-legislated`, or the path of a YAML file
 * @param dataDir folder of the data set
 * @example
 * const scenario = orThrow(await loadScenario('as-legislated', wales, 'data/wales'));
 */
export async function loadScenario(nameOrPath: string, dataSet: DataSet, dataDir?: string): Promise<Checked<Scenario>> {
  const chain: RawScenario[] = [];
  const problems: InputProblem[] = [];
  const seen: string[] = [];
  let leaf: Origin | undefined;
  let wanted: { name: string; besides: string | undefined; from: Origin | undefined } | undefined = {
    name: nameOrPath,
    besides: undefined,
    from: undefined,
  };
  while (wanted !== undefined) {
    const { name, besides, from }: typeof wanted = wanted;
    const path = await findScenario(name, dataDir, besides);
    if (typeof path !== 'string') return { ok: false, problems: [from === undefined ? path : relocate(path, from, name)] };
    const absolute = resolve(path);
    if (seen.includes(absolute) || seen.length >= LONGEST_CHAIN) return { ok: false, problems: [cycle(from!, name, seen.includes(absolute))] };
    seen.push(absolute);
    const read = await readYamlFile(path);
    if ('kind' in read) return { ok: false, problems: [read] };
    const origin: Origin = { file: path, lineOf: read.lineOf };
    leaf ??= origin;
    problems.push(...inOrderOfLines(scenarioProblems(read.content, dataSet, origin)));
    const parent = isMapping(read.content) ? read.content['extends'] : undefined;
    chain.unshift(read.content as RawScenario);
    wanted = typeof parent === 'string' ? { name: parent, besides: dirname(path), from: origin } : undefined;
  }
  if (problems.length > 0) return { ok: false, problems };
  // Places in the merged whole are places in the file itself only when nothing was taken in from others.
  const origin: Origin = chain.length === 1 ? leaf! : { file: `${leaf!.file} with what it extends` };
  return completeScenario(mergeScenarios(chain as [RawScenario, ...RawScenario[]]), dataSet, origin);
}

/** Folders in which a scenario is looked for by name, in order. */
export function scenarioFolders(dataDir?: string): readonly string[] {
  return [...(dataDir === undefined ? [] : [join(dataDir, 'scenarios')]), shippedScenarioDir()];
}

async function findScenario(name: string, dataDir: string | undefined, besides: string | undefined): Promise<string | InputProblem> {
  const isPath = /[/\\]/.test(name) || /\.ya?ml$/i.test(name);
  const folders = [...(besides === undefined ? [] : [besides]), ...scenarioFolders(dataDir)];
  const candidates = isPath
    ? [besides === undefined ? name : resolve(besides, name)]
    : [...(besides === undefined ? [name] : []), ...folders.map((folder) => join(folder, `${name}.yaml`))];
  for (const path of candidates) if (await stat(path).then((s) => s.isFile()).catch(() => false)) return path;
  if (isPath) {
    const read = await readYamlFile(candidates[0]!);
    if ('kind' in read) return read;
  }
  const names = (await Promise.all(folders.map((folder) => readdir(folder).catch(() => []))))
    .flat()
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.slice(0, -5));
  const near = nearestName(name, names);
  return fileProblem(
    name,
    name,
    'There is no such scenario.',
    `The path of a YAML file, or a name: ${[...new Set(names)].sort().slice(0, 30).join(', ') || 'none is there yet'}.`,
    near === undefined ? 'Check the spelling.' : `Did you mean ${near}?`,
  );
}

/** From the top of the file down, so that the first message is the first that an editor shows. */
function inOrderOfLines(problems: readonly InputProblem[]): InputProblem[] {
  return [...problems].sort((a, b) => (a.row ?? 0) - (b.row ?? 0));
}

function relocate(found: InputProblem, from: Origin, name: string): InputProblem {
  return problemAt(from, ['extends'], name, { problem: found.problem, allowed: found.allowed, mend: found.mend });
}

function cycle(from: Origin, name: string, isCycle: boolean): InputProblem {
  return problemAt(from, ['extends'], name, {
    problem: isCycle ? 'The scenarios extend each other in a circle.' : `The chain of scenarios is longer than ${LONGEST_CHAIN}.`,
    allowed: 'A scenario that does not, by any way, extend this one.',
    mend: 'Delete extends in one of them.',
  });
}
