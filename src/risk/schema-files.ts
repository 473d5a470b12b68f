import { z } from 'zod';
import { eventsFileSchema } from './events/event.ts';
import { schemeSchema } from './schemes/scheme.ts';
import { assessmentSchema } from './score/assessments.ts';
import { impactsFileSchema } from './score/impact-scale.ts';
import { weightsSchema } from './score/weights.ts';

const FILES: Readonly<Record<string, readonly [title: string, schema: z.ZodType]>> = {
  'risk-events': ['Events from which risks are scored', eventsFileSchema],
  'risk-scheme': ['A scoring scheme', schemeSchema],
  'risk-impacts': ['Scales from what an event does to a level of impact', impactsFileSchema],
  'risk-weights': ['Weights that a Board gave to scenarios', weightsSchema],
  assessments: ['Rows of assessments.csv: scores that people gave', z.array(assessmentSchema)],
};

/** The published JSON Schemas of the files of risks by file name, as text. */
export function riskSchemaFiles(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(FILES).map(([name, [title, schema]]) => {
      const json = z.toJSONSchema(schema.meta({ title }), { io: 'input', unrepresentable: 'any' });
      return [`${name}.schema.json`, `${JSON.stringify(json, null, 2)}\n`];
    }),
  );
}
