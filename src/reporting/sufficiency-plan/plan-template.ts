import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { shippedRoot } from '../../data/shipped-paths.ts';
import { InputError, nearestName } from '../../domain/errors.ts';
import { formatDate } from '../text.ts';
import type { PlanContents } from './plan-contents.ts';
import { planLines } from './plan-lines.ts';
import { dueText } from './plan-words.ts';

/** What a section of the paper may show beside its tables of figures. */
export const SHOWN_PARTS = ['summary', 'reasons', 'steps', 'look-back'] as const;

const SECTION = z.strictObject({
  heading: z.string().min(1),
  text: z.array(z.string().min(1)).default([]),
  figures: z
    .array(z.strictObject({ section: z.enum(['a', 'b', 'c', 'd']), parts: z.array(z.string()).optional() }))
    .default([]),
  show: z.array(z.enum(SHOWN_PARTS)).default([]),
  to_write: z.array(z.string().min(1)).default([]),
});

const TEMPLATE = z.strictObject({
  title: z.string().min(1),
  lead: z.string().min(1),
  sections: z.array(SECTION).min(1),
});

/** Layout of a plan as a paper: the form is set by regulations, so it is data. */
export type PlanTemplate = z.infer<typeof TEMPLATE>;

/** The layout that this version ships. */
export function shippedPlanTemplate(): string {
  return join(shippedRoot(), 'templates', 'sufficiency-plan.yaml');
}

/**
 * Reads the layout of a plan.
 *
 * @throws InputError when the file cannot be read, is no layout, or names a part that the plan does not have
 */
export async function readPlanTemplate(file = shippedPlanTemplate()): Promise<PlanTemplate> {
  const refuse = (
    problem: string,
    column?: string,
    value?: string,
    mend = 'Begin from data/templates/sufficiency-plan.yaml.',
  ): never => {
    const allowed = 'A layout: title, lead and sections with heading, text, figures, show and to_write.';
    const place = { ...(column === undefined ? {} : { column }), ...(value === undefined ? {} : { value }) };
    throw new InputError([{ kind: 'input', file, ...place, problem, allowed, mend }]);
  };
  const text = await readFile(file, 'utf8').catch(() => refuse('The file cannot be read.'));
  let raw: unknown;
  try {
    raw = parse(text);
  } catch (error) {
    return refuse(`It is not YAML: ${(error as Error).message.split('\n', 1)[0]}`);
  }
  const read = TEMPLATE.safeParse(raw);
  if (!read.success) {
    const [issue] = read.error.issues;
    return refuse(`${issue!.message}.`, issue!.path.map(String).join('.'));
  }
  const parts = new Map<string, string[]>();
  for (const line of planLines()) parts.set(line.section, [...(parts.get(line.section) ?? []), line.part]);
  read.data.sections.forEach((section, i) =>
    section.figures.forEach((shown, k) => {
      const known = [...new Set(parts.get(shown.section))];
      for (const part of shown.parts ?? [])
        if (!known.includes(part)) {
          const near = nearestName(part, known);
          refuse(
            `Part (${shown.section}) has no heading of this name.`,
            `sections[${i}].figures[${k}].parts`,
            part,
            near === undefined ? `Choose among: ${known.join('; ')}.` : `Did you mean "${near}"?`,
          );
        }
    }),
  );
  return read.data;
}

/** A text of a layout with its words in braces filled in; braces that are none of them stay as they are. */
export function fillIn(text: string, contents: PlanContents): string {
  const { authority, region, year, run } = contents;
  const words: Readonly<Record<string, string>> = {
    authority: authority.name_en,
    region: region?.name_en ?? '',
    year: year.name,
    first_day: formatDate(year.firstDay),
    last_day: formatDate(year.lastDay),
    scenario: run.scenario_title,
    run: run.run_id,
    due: dueText(contents),
  };
  return text.replace(/\{([a-z_]+)\}/g, (whole, name: string) => words[name] ?? whole);
}
