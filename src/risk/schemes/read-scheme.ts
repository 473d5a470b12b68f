import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fieldProblems, problemAt } from '../../assumptions/scenario/problem.ts';
import type { Origin } from '../../assumptions/scenario/problem.ts';
import { shippedRoot } from '../../data/shipped-paths.ts';
import { InputError, nearestName } from '../../domain/errors.ts';
import type { InputProblem } from '../../domain/errors.ts';
import { readRiskYaml } from '../read-risk-yaml.ts';
import { schemeSchema } from './scheme.ts';
import type { LikelihoodBand, Scheme } from './scheme.ts';

/** Folder of the schemes that are shipped. */
export const shippedSchemes = (): string => join(shippedRoot(), 'risk', 'schemes');

/** Names of the schemes that are shipped, in the order of the alphabet. */
export async function schemeNames(): Promise<string[]> {
  const names = await readdir(shippedSchemes());
  return names.flatMap((name) => (name.endsWith('.yaml') ? [basename(name, '.yaml')] : [])).sort();
}

/**
 * Reads a scheme: a shipped one by its name, or a file by its path.
 *
 * @throws InputError when there is none, or it is not whole: every cell of a scheme must be written
 * @example
 * const scheme = await readScheme('ons-2026');
 * rate(scheme, 0.25, 5); // level 2, score 10, Low
 */
export async function readScheme(nameOrPath: string): Promise<Scheme> {
  const isPath = /\.ya?ml$/i.test(nameOrPath) || /[\\/]/.test(nameOrPath);
  if (!isPath) {
    const names = await schemeNames();
    if (!names.includes(nameOrPath)) throw unknownScheme(nameOrPath, names);
  }
  const file = isPath ? nameOrPath : join(shippedSchemes(), `${nameOrPath}.yaml`);
  const { content, lineOf } = await readRiskYaml(file);
  return checkScheme(content, { file: isPath ? file : `schemes/${nameOrPath}.yaml`, lineOf });
}

/** Checks the content of a scheme's file. */
export function checkScheme(content: unknown, origin: Origin): Scheme {
  const problems = fieldProblems(schemeSchema, content, [], origin);
  if (problems.length > 0) throw new InputError(problems);
  const scheme = schemeSchema.parse(content);
  const { bands: likelihood, problem } = likelihoodBands(scheme.likelihood, origin);
  const rest = [problem, ...tableProblems(scheme, origin)].filter((p) => p !== undefined);
  if (rest.length > 0) throw new InputError(rest);
  return { ...scheme, likelihood, id: `${scheme.scheme} ${scheme.version}`, file: origin.file };
}

type Levels = (typeof schemeSchema)['_output']['likelihood'];

function likelihoodBands(
  levels: Levels,
  origin: Origin,
): { readonly bands: LikelihoodBand[]; readonly problem?: InputProblem } {
  const bands: LikelihoodBand[] = [];
  let from = 0;
  let fromIncluded = true;
  for (const [i, { name, label, under, up_to }] of levels.entries()) {
    const last = i === levels.length - 1;
    const given = [under, up_to].filter((limit) => limit !== undefined);
    const to = given[0] ?? 1;
    if (given.length > 1 || (given.length === 0 && !last) || to < from || (to === from && i > 0))
      return {
        bands,
        problem: problemAt(origin, ['likelihood', i], levels[i], {
          problem: `The limit of level ${name} is missing, doubled, or not above that of the level before.`,
          allowed: 'One limit a level, under or up_to, each above the one before; the last level may go without.',
          mend: `Write for example: { name: "${name}", label: ${label}, under: 0.3 }`,
        }),
      };
    bands.push({ level: i + 1, name, label, from, fromIncluded, to, toIncluded: under === undefined });
    from = to;
    fromIncluded = under !== undefined;
  }
  return { bands };
}

function tableProblems(scheme: (typeof schemeSchema)['_output'], origin: Origin): InputProblem[] {
  const { scores, cells, bands, likelihood, impact } = scheme;
  const shape = `${likelihood.length} rows (likelihood, the least first) of ${impact.length} (impact, the mildest first)`;
  const problems = (['scores', 'cells'] as const).flatMap((name): InputProblem[] => {
    const table: readonly (readonly unknown[])[] | undefined = name === 'scores' ? scores : cells;
    if (table === undefined) return [];
    if (table.length === likelihood.length && table.every((row) => row.length === impact.length)) return [];
    const found = `${table.length} rows of ${[...new Set(table.map((row) => row.length))].join(', ')}`;
    return [
      problemAt(origin, [name], found, {
        problem: 'The table does not have a cell for each likelihood and impact.',
        allowed: `${shape}.`,
        mend: 'Write every cell.',
      }),
    ];
  });
  if ((cells === undefined) !== (bands === undefined))
    problems.push(
      problemAt(origin, [cells === undefined ? 'bands' : 'cells'], 'one of the two', {
        problem: 'Bands and the band of each cell belong together.',
        allowed: 'Both, or neither.',
        mend: cells === undefined ? 'Add cells.' : 'Add bands.',
      }),
    );
  const ids = (bands ?? []).map(({ id }) => id);
  for (const [l, row] of (cells ?? []).entries())
    for (const [i, id] of row.entries())
      if (!ids.includes(id) && ids.length > 0)
        problems.push(
          problemAt(origin, ['cells', l, i], id, {
            problem: 'The scheme has no such band.',
            allowed: `${ids.join(', ')}.`,
            mend: `Did you mean ${nearestName(id, ids) ?? ids[0]!}?`,
          }),
        );
  return problems;
}

function unknownScheme(name: string, names: readonly string[]): InputError {
  const near = nearestName(name, names);
  return new InputError([
    {
      kind: 'input',
      file: '--scheme',
      value: name,
      problem: 'There is no scheme of that name.',
      allowed: `${names.join(', ')}, or the path of a YAML file.`,
      mend: near === undefined ? 'Use one of these.' : `Did you mean ${near}?`,
    },
  ]);
}
