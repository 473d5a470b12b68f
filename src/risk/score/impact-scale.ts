import { join } from 'node:path';
import { z } from 'zod';
import { fieldProblems, isMapping, problemAt } from '../../assumptions/scenario/problem.ts';
import type { Origin } from '../../assumptions/scenario/problem.ts';
import { shippedRoot } from '../../data/shipped-paths.ts';
import { InputError } from '../../domain/errors.ts';
import { readRiskYaml } from '../read-risk-yaml.ts';

/** Dimensions of harm in the order in which they are shown: children first. Harm to children has no price. */
export const DIMENSIONS = ['children', 'sufficiency', 'finance', 'legal'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

const limits = z.array(z.number()).min(1).max(9);

export const impactScaleSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/)
    .meta({ description: 'Short name of small letters, digits and hyphens.' }),
  dimension: z.enum(DIMENSIONS).meta({ description: `Dimension of harm: ${DIMENSIONS.join(', ')}.` }),
  title: z.string().min(1).meta({ description: 'What is measured, in plain words.' }),
  unit: z.string().min(1).meta({ description: 'Unit of the number: share, children, nights and so on.' }),
  harm: z.enum(['high', 'low']).meta({ description: 'high: a large number is worse; low: a small one is.' }),
  limits: z.record(z.string().regex(/^[2-9]$|^10$/), limits).meta({
    description:
      'For schemes of so many levels, where each level after the first begins, the mildest first: { "5": [0.01, 0.03, 0.05, 0.1] }.',
  }),
});

export const impactsFileSchema = z.strictObject({
  version: z.string().min(1).meta({ description: 'Version of the file, in quotation marks.' }),
  set_by: z.string().min(1).meta({ description: 'Who set the limits.' }),
  source: z.string().min(1).meta({ description: 'What they rest on.' }),
  scales: z.array(impactScaleSchema).min(1).meta({ description: 'Scales, each from a number to a level.' }),
});

export type ImpactScale = z.output<typeof impactScaleSchema>;
export type ImpactScales = z.output<typeof impactsFileSchema>;

/** The scales that are shipped: placeholders until the Board sets its own. */
export const shippedImpacts = (): string => join(shippedRoot(), 'risk', 'impacts.yaml');

/**
 * Reads scales of impact.
 *
 * @throws InputError
 */
export async function readImpacts(file: string): Promise<ImpactScales> {
  const { content, lineOf } = await readRiskYaml(file);
  return checkImpacts(content, { file, lineOf });
}

/** Checks the content of a file of scales. */
export function checkImpacts(content: unknown, origin: Origin): ImpactScales {
  const problems = fieldProblems(impactsFileSchema, content, [], origin, ['scales']);
  const scales = isMapping(content) && Array.isArray(content['scales']) ? (content['scales'] as unknown[]) : [];
  scales.forEach((scale, i) => {
    const own = fieldProblems(impactScaleSchema, scale, ['scales', i], origin);
    problems.push(...own);
    if (own.length > 0) return;
    const { harm, limits: given } = scale as ImpactScale;
    for (const [levels, list] of Object.entries(given)) {
      const rises = list.every(
        (limit, k) => k === 0 || (harm === 'high' ? limit > list[k - 1]! : limit < list[k - 1]!),
      );
      if (rises && list.length === Number(levels) - 1) continue;
      problems.push(
        problemAt(origin, ['scales', i, 'limits', levels], list, {
          problem: `The limits are not ${Number(levels) - 1} numbers from mild to bad.`,
          allowed: `${Number(levels) - 1} numbers that ${harm === 'high' ? 'rise' : 'fall'}.`,
          mend: 'Write where each level after the first begins.',
        }),
      );
    }
  });
  if (problems.length > 0) throw new InputError(problems);
  return impactsFileSchema.parse(content);
}

/**
 * Level of a number on a scale: 1 for the mildest. A number at a limit has the worse level.
 *
 * @param levels levels of the scheme
 * @throws InputError when the scale has no limits for so many levels
 */
export function impactLevel(scale: ImpactScale, levels: number, value: number): number {
  const list = scale.limits[String(levels)];
  if (list === undefined)
    throw new InputError([
      {
        kind: 'input',
        file: `scale ${scale.id}`,
        value: `${levels} levels`,
        problem: `The scale has no limits for a scheme of ${levels} levels of impact.`,
        allowed: `Limits for ${Object.keys(scale.limits).join(', ')} levels are there.`,
        mend: `Add "${levels}": and ${levels - 1} numbers under limits. Levels of one scheme are not stretched to another.`,
      },
    ]);
  return 1 + list.filter((limit) => (scale.harm === 'high' ? value >= limit : value <= limit)).length;
}
