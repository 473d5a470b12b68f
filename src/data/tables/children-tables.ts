import type { ChildrenRow, FlowRow, NeedRow, StayRow } from '../../domain/tables.ts';
import { AGE_BANDS, PLACEMENT_TYPES } from '../../domain/vocabulary.ts';
import { areaCode, decimal, isoDate, oneOf, wholeNumber } from './column.ts';
import type { RowFault, TableDefinition } from './table-definition.ts';
import { sourceColumn, statusColumn } from './table-definition.ts';

const responsible = ['authority', 'region', 'country'] as const;
const children = { unit: 'children', max: 1_000_000 } as const;

/** Counts of children looked after at a date. */
export const childrenTable: TableDefinition<ChildrenRow> = {
  name: 'children',
  description:
    'Children looked after at one date. A suppressed or rounded cell has its range in children_low and children_high ' +
    'and may leave children empty. A missing row is unknown, never zero.',
  columns: {
    date: isoDate('Day of the count, mostly 31 March.'),
    area_code: areaCode('Area whose authority looks after the children.', responsible),
    placement_type: oneOf('Where the children live. foster leaves kin out; all is the total.', [
      ...PLACEMENT_TYPES,
      'foster-including-kinship',
      'all',
    ]),
    age_band: oneOf('Age in whole years; all is the total.', [...AGE_BANDS, 'all']),
    children: wholeNumber('Count; empty when it is suppressed.', { ...children, optional: true }),
    children_low: wholeNumber('Least count that the cell can stand for; the count where empty.', {
      ...children,
      optional: true,
    }),
    children_high: wholeNumber('Greatest count that the cell can stand for; the count where empty.', {
      ...children,
      optional: true,
    }),
    status: statusColumn(),
    source: sourceColumn(),
  },
  key: ['date', 'area_code', 'placement_type', 'age_band'],
  finish: (row) => withRange<ChildrenRow>(row),
};

/** Children who started or ceased to be looked after in a year. */
export const flowsTable: TableDefinition<FlowRow> = {
  name: 'flows',
  description: 'Children who started or ceased to be looked after in the twelve months to a date.',
  columns: {
    year_ending: isoDate('Last day of the twelve months, as 2024-03-31.'),
    area_code: areaCode('Area whose authority looks after the children.', responsible),
    age_band: oneOf('Age in whole years at the start or the end of care; all is the total.', [...AGE_BANDS, 'all']),
    measure: oneOf('Which flow.', ['started', 'ceased']),
    children: decimal(
      'Children; empty when it is suppressed. A published count is whole; a fitted mean may have decimals.',
      { ...children, min: 0, optional: true },
    ),
    children_low: wholeNumber('Least count that the cell can stand for; the count where empty.', {
      ...children,
      optional: true,
    }),
    children_high: wholeNumber('Greatest count that the cell can stand for; the count where empty.', {
      ...children,
      optional: true,
    }),
    status: statusColumn(),
    source: sourceColumn(),
  },
  key: ['year_ending', 'area_code', 'age_band', 'measure'],
  finish: (row) => {
    const count = row['children'] as number | undefined;
    if (count !== undefined && !Number.isInteger(count) && row['status'] === 'published')
      return {
        fault: {
          column: 'children',
          value: String(count),
          problem: 'A published count of children is not whole.',
          allowed: 'A whole number; decimals only where the status is estimated or illustrative.',
          mend: 'Write the count as it was published, or correct the status.',
        },
      };
    return withRange<FlowRow>(row);
  },
};

/** Survival of stays in care by age at entry. */
export const staysTable: TableDefinition<StayRow> = {
  name: 'stays',
  description: 'Share of the children who entered in an age band who are still looked after at the end of a month of stay.',
  columns: {
    age_band: oneOf('Age in whole years at entry.', AGE_BANDS),
    month: wholeNumber('Months since entry; 0 is the day of entry, where the share is 1.', { unit: 'months', max: 216 }),
    still_looked_after: decimal('Share still looked after; it never rises with the month.', {
      unit: 'share',
      min: 0,
      max: 1,
    }),
    status: statusColumn(),
    source: sourceColumn(),
  },
  key: ['age_band', 'month'],
};

/** Where children are placed at entry. */
export const needsTable: TableDefinition<NeedRow> = {
  name: 'needs',
  description: 'Share of the children who enter in an age band who need a placement type. Shares of an age band add to 1.',
  columns: {
    age_band: oneOf('Age in whole years at entry.', AGE_BANDS),
    placement_type: oneOf('Placement that they need.', PLACEMENT_TYPES),
    share_at_entry: decimal('Share of those who enter.', { unit: 'share', min: 0, max: 1 }),
    status: statusColumn(),
    source: sourceColumn(),
  },
  key: ['age_band', 'placement_type'],
};

/** Fills the range of a count that has none of its own, and refuses one that contradicts itself. */
function withRange<Row>(row: Readonly<Record<string, unknown>>): { fault: RowFault } | { row: Row } {
  const count = row['children'] as number | undefined;
  const low = (row['children_low'] as number | undefined) ?? count;
  const high = (row['children_high'] as number | undefined) ?? count;
  const allowed = 'children_low <= children <= children_high; a suppressed cell needs children_low and children_high.';
  if (low === undefined || high === undefined)
    return {
      fault: {
        column: count === undefined && low === undefined ? 'children' : low === undefined ? 'children_low' : 'children_high',
        value: '',
        problem: 'The count is empty and its range is not given.',
        allowed,
        mend: 'Fill children_low and children_high (0 and 4 for a cell under 5), or write the count.',
      },
    };
  if (low > high)
    return {
      fault: {
        column: 'children_low',
        value: String(low),
        problem: `children_low is greater than children_high (${high}).`,
        allowed,
        mend: 'Put the lesser number in children_low.',
      },
    };
  if (count !== undefined && (count < low || count > high))
    return {
      fault: {
        column: 'children',
        value: String(count),
        problem: `The count lies outside its range, ${low} to ${high}.`,
        allowed,
        mend: 'Correct the count or the range; leave both range cells empty for an exact count.',
      },
    };
  return { row: { ...row, children_low: low, children_high: high } as unknown as Row };
}
