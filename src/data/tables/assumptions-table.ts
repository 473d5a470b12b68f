import { z } from 'zod';
import { unitRange } from '../../assumptions/scenario/unit-range.ts';
import type { AssumptionRow } from '../../domain/tables.ts';
import { STRENGTHS } from '../../domain/status.ts';
import { assumptionId, decimal, identifier, isoDate, oneOf, text } from './column.ts';
import type { RowFault, TableDefinition } from './table-definition.ts';
import { sourceColumn } from './table-definition.ts';

const DISTRIBUTION = /^(fixed|normal|lognormal|beta|gamma|discrete|dirichlet\(\d+(\.\d+)?\))$/;
const DISTRIBUTIONS_ALLOWED = 'One of: fixed, normal, lognormal, beta, gamma, discrete, dirichlet(k) with a number k.';
const QUANTILES = ['p05,p95', 'p10,p90', 'p025,p975', 'p25,p75', 'mean', 'range', 'bounds'] as const;

/** Classes of measured effects, which stand beside the assumptions and change no figure. */
const EFFECT_CLASSES = ['High', 'Medium', 'Low'] as const;

/** Columns that the command sensitivity writes back: they are checked, and are no part of an assumption. */
const MEASURED_COLUMNS: readonly string[] = ['effect', 'effect_unit', 'effect_class', 'headline', 'design_digest'];

/** Uncertain quantities with their spread, source and strength. */
export const assumptionsTable: TableDefinition<AssumptionRow> = {
  name: 'assumptions',
  description: 'One uncertain quantity: its middle, its range, which quantiles the range is, and where it is from.',
  columns: {
    id: assumptionId('Stable name of the quantity.'),
    meaning: text('What it is, in words.'),
    unit: text('Unit: share, per year, per month, months, places, households, GBP, ratio, elasticity.'),
    distribution: {
      kind: 'choice',
      required: true,
      allowed: DISTRIBUTIONS_ALLOWED,
      choices: ['fixed', 'normal', 'lognormal', 'beta', 'gamma', 'discrete'],
      schema: z
        .string()
        .regex(DISTRIBUTION)
        .meta({ description: `Family of the distribution. Only fixed has no spread. ${DISTRIBUTIONS_ALLOWED}` }),
    },
    low: decimal('Low end of the range; empty for a Dirichlet share.', { unit: 'unit of the row', optional: true }),
    central: decimal('Median; the mean for a Dirichlet share.', { unit: 'unit of the row' }),
    high: decimal('High end of the range; empty for a Dirichlet share.', { unit: 'unit of the row', optional: true }),
    quantiles: oneOf(
      'Which quantiles low and high are; range and bounds read as p05,p95. Empty for fixed and Dirichlet rows.',
      QUANTILES,
      { optional: true },
    ),
    strength: oneOf('A Welsh official, B Welsh second-hand, C England or UK, X no source.', STRENGTHS),
    source: sourceColumn(),
    owner: text('Who answers for it.', { optional: true }),
    date: isoDate('Day on which it was set.', { optional: true }),
    review_by: isoDate('Day by which it is to be looked at again.', { optional: true }),
    effect: decimal('What it does to a headline, on average, when it goes from its 5th to its 95th quantile. Not read.', {
      unit: 'effect_unit',
      optional: true,
    }),
    effect_unit: text('Unit of the effect. Not read.', { optional: true }),
    effect_class: oneOf('High, Medium or Low beside the largest effect on that headline. Not read.', EFFECT_CLASSES, {
      optional: true,
    }),
    headline: identifier('Headline on which the effect was measured. Not read.', { optional: true }),
    design_digest: identifier('Design that measured it, written by the command sensitivity. Not read.', { optional: true }),
  },
  key: ['id'],
  finish: (row) => {
    const own = Object.fromEntries(Object.entries(row).filter(([column]) => !MEASURED_COLUMNS.includes(column)));
    const full = { ...own, quantiles: row['quantiles'] ?? '' } as unknown as AssumptionRow;
    const fault = assumptionFault(full);
    return fault ? { fault } : { row: full };
  },
};

function assumptionFault(row: AssumptionRow): RowFault | undefined {
  const range = unitRange(row.unit, row.distribution);
  for (const column of ['low', 'central', 'high'] as const) {
    const value = row[column];
    if (value !== undefined && (value < range.min || value > range.max))
      return {
        column,
        value: String(value),
        problem: `The number does not fit the unit "${row.unit}" of ${row.id}.`,
        allowed: `${range.text}.`,
        mend: 'Write a share as 0.25, not as 25; correct the number or the unit.',
      };
  }
  if (row.distribution.startsWith('dirichlet')) return dirichletFault(row);
  if (row.low === undefined || row.high === undefined)
    return {
      column: row.low === undefined ? 'low' : 'high',
      value: '',
      problem: `${row.id} has no range.`,
      allowed: 'low, central and high; only a Dirichlet share leaves low and high empty.',
      mend: 'Fill both ends; a quantity without spread is fixed, with low, central and high the same.',
    };
  return spreadFault(row, row.low, row.high);
}

function dirichletFault(row: AssumptionRow): RowFault | undefined {
  if (row.low === undefined && row.high === undefined && (row.quantiles === 'mean' || row.quantiles === ''))
    return undefined;
  const column = row.low !== undefined ? 'low' : row.high !== undefined ? 'high' : 'quantiles';
  return {
    column,
    value: String(row[column]),
    problem: `${row.id} is a Dirichlet share, whose spread follows from its concentration.`,
    allowed: 'low and high empty, quantiles empty or mean.',
    mend: 'Empty the cell, or choose another distribution.',
  };
}

function spreadFault(row: AssumptionRow, low: number, high: number): RowFault | undefined {
  const values = `${low}, ${row.central}, ${high}`;
  if (row.distribution === 'fixed')
    return low === row.central && high === row.central
      ? undefined
      : {
          column: 'distribution',
          value: `fixed with low, central, high ${values}`,
          problem: `${row.id} is fixed and yet has a spread.`,
          allowed: 'low = central = high for a fixed quantity.',
          mend: 'Write the same number three times, or choose a distribution with a spread.',
        };
  if (!(low <= row.central && row.central <= high))
    return {
      column: 'central',
      value: values,
      problem: `low, central and high of ${row.id} are not in order.`,
      allowed: 'low <= central <= high.',
      mend: 'Put the three numbers in order.',
    };
  if (row.quantiles === '' || row.quantiles === 'mean')
    return {
      column: 'quantiles',
      value: row.quantiles,
      problem: `${row.id} does not say which quantiles low and high are.`,
      allowed: `One of: p05,p95; p10,p90; p025,p975; p25,p75; range; bounds.`,
      mend: 'Name the quantiles; range when all that is known is the least and the greatest value seen.',
    };
  if ((row.distribution === 'lognormal' || row.distribution === 'gamma') && low <= 0)
    return {
      column: 'low',
      value: String(low),
      problem: `${row.id} is ${row.distribution}, which has no zero.`,
      allowed: 'A number greater than 0.',
      mend: 'Write a small number above 0, or choose normal or discrete.',
    };
  return undefined;
}
