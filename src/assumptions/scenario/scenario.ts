import { z } from 'zod';
import type { IsoDate } from '../../domain/calendar.ts';
import { STRENGTHS } from '../../domain/status.ts';
import type { Strength } from '../../domain/status.ts';
import type { Milestone, ProviderDescription, ServiceType } from '../../domain/vocabulary.ts';
import { EVENTS } from './events.ts';
import type { ScenarioEvent } from './events.ts';
import * as field from './fields.ts';
import { LEVERS, oneKeyUnion } from './levers.ts';
import type { Lever } from './levers.ts';

/** A range that replaces the spread of an assumption: low <= central <= high, in the unit of its row. */
export interface Spread {
  readonly low: number;
  readonly central: number;
  readonly high: number;
}

/** A date of the law that replaces the row with the same first three fields; null takes the date away. */
export interface TimetableOverride {
  readonly milestone: Milestone;
  readonly service_type: ServiceType;
  readonly provider_description: ProviderDescription;
  readonly date: IsoDate | null;
}

/** Rank correlation of two assumptions, -1 to 1. */
export interface Correlation {
  readonly a: string;
  readonly b: string;
  readonly rank: number;
}

/** What a number or a sentence of a scenario rests on. */
export interface Evidence {
  /** What is claimed, with its number, in a sentence. */
  readonly claim: string;
  /** Who says it, where and when; for strength X why it was chosen. */
  readonly source: string;
  readonly strength: Strength;
}

/** A checked scenario with everything that it extends taken in. Plain data. */
export interface Scenario {
  /** Short name without spaces; names the folder of a run. */
  readonly name: string;
  readonly title: string;
  readonly summary?: string;
  /** What it rests on, that of the scenarios it extends first. */
  readonly evidence?: readonly Evidence[];
  /** Last day of the run, the last day of a month. */
  readonly horizon: IsoDate;
  readonly levers: readonly Lever[];
  /** Assumptions by id: one number fixes it, a range replaces its spread. */
  readonly assumptions: Readonly<Record<string, number | Spread>>;
  readonly timetable: readonly TimetableOverride[];
  readonly events: readonly ScenarioEvent[];
  readonly correlations: readonly Correlation[];
  /** Whole number from 0 to 9,007,199,254,740,991; the command line stands over it. */
  readonly seed?: number;
  /** Draws to make; the command line stands over it. */
  readonly draws?: number;
}

/** Last day of a run whose scenario names none. */
export const DEFAULT_HORIZON: IsoDate = '2036-03-31';

/** The range of an assumption as a scenario gives it. */
export const SPREAD = z.strictObject({
  low: z.number().meta({ description: 'A number, the low end.' }),
  central: z.number().meta({ description: 'A number, the middle.' }),
  high: z.number().meta({ description: 'A number, the high end.' }),
});

/** One row of the part `timetable`. */
export const TIMETABLE_ROW = z.strictObject({
  milestone: field.milestone,
  service_type: field.serviceType,
  provider_description: field.providerDescription,
  date: z.union([field.date, z.null()]).meta({ description: 'A date as 2030-04-01, or null for none.' }),
});

/** One row of the part `correlations`. */
export const CORRELATION_ROW = z.strictObject({
  a: z.string().min(1).meta({ description: 'Id of an assumption.' }),
  b: z.string().min(1).meta({ description: 'Id of another assumption.' }),
  rank: z.number().min(-1).max(1).meta({ description: 'A number from -1 to 1.' }),
});

/** One row of the part `evidence`. */
export const EVIDENCE_ROW = z.strictObject({
  claim: z.string().min(1).max(600).meta({ description: 'A sentence of at most 600 characters.' }),
  source: z.string().min(1).max(800).meta({ description: 'Text of at most 800 characters.' }),
  strength: z.enum(STRENGTHS).meta({
    description: 'A (official figure of the country), B (second-hand), C (from elsewhere) or X (no source, assumed).',
  }),
});

export const SCENARIO_NAME = /^[a-z0-9][a-z0-9-]{0,59}$/;

/** Schemas of the parts of `scenario.yaml`, by key. Levers and events are checked one by one for their messages. */
export const SCENARIO_PARTS = {
  name: z
    .string()
    .regex(SCENARIO_NAME)
    .meta({ description: 'Lower-case letters, digits and hyphens, at most 60 characters.' }),
  title: z.string().min(1).max(200).meta({ description: 'Text of at most 200 characters.' }),
  summary: z.string().min(1).max(4000).meta({ description: 'Text of at most 4,000 characters.' }),
  evidence: z
    .array(EVIDENCE_ROW)
    .max(100)
    .meta({ description: 'What the scenario rests on: a list of claims, each with its source and strength.' }),
  extends: z.string().min(1).max(400).meta({ description: 'Name of a scenario, or the path of its file.' }),
  horizon: field.date.meta({ description: 'The last day of the run, the last day of a month, as 2036-03-31.' }),
  levers: z
    .array(oneKeyUnion(LEVERS))
    .max(500)
    .meta({ description: 'What somebody chooses to do: a list, one key a lever.' }),
  assumptions: z
    .record(z.string(), z.union([z.number(), SPREAD]))
    .meta({ description: 'Assumptions by id: a number fixes one; {low, central, high} replaces its spread.' }),
  timetable: z
    .array(TIMETABLE_ROW)
    .max(200)
    .meta({ description: 'Rows that replace those of timetable.csv with the same first three fields.' }),
  events: z.array(oneKeyUnion(EVENTS)).max(500).meta({ description: 'What happens: a list, one key an event.' }),
  seed: z
    .int()
    .min(0)
    .max(Number.MAX_SAFE_INTEGER)
    .meta({ description: 'A whole number from 0 to 9,007,199,254,740,991.' }),
  draws: z.int().min(1).max(1_000_000).meta({ description: 'A whole number from 1 to 1,000,000.' }),
  correlations: z.array(CORRELATION_ROW).max(500).meta({ description: 'Rank correlations of pairs of assumptions.' }),
} as const;

export const SCENARIO_KEYS = Object.keys(SCENARIO_PARTS) as readonly (keyof typeof SCENARIO_PARTS)[];
