/** A figure as one line of a table: its middle and range as printed, both empty where the run did not record it. */
export interface FigureLine {
  readonly label: string;
  /** `On 31 March 2028`, `Year 2027-28`. */
  readonly whenText: string;
  readonly central: string;
  readonly range: string;
  readonly unit: string;
  readonly status: string;
}

/** Lines that are of the same dates, with a column for each date: less to read than a row for each. */
export interface SideBySide {
  /** What the caption says besides: the date where there is only one. */
  readonly captionMore: string;
  readonly columns: readonly { readonly heading: string; readonly align?: 'right'; readonly width: number }[];
  readonly rows: readonly (readonly string[])[];
}

/** A middle with its range, for one cell. */
function cellOf({ central, range }: FigureLine): string {
  if (central === '') return 'not recorded';
  return range === '' || range === `${central} to ${central}` ? central : `${central} (${range})`;
}

/** A label with its unit, where neither the label nor the number says it. */
function withUnit(label: string, unit: string): string {
  const says = unit === '' || /^(share|gbp|pounds|index|ratio)/.test(unit);
  const [first] = unit.split(/[ ,-]/);
  return says || label.toLowerCase().includes(first!.toLowerCase()) ? label : `${label} (${unit})`;
}

/**
 * Sets lines side by side: one row a label, one column a date. Labels with other dates stand in a table of their own, in the order
 * in which they come. A label that is there twice on a date keeps its lines apart.
 */
export function sideBySide(lines: readonly FigureLine[]): SideBySide[] {
  const groupsInOrder: FigureLine[][] = [];
  for (const line of lines) {
    // The last group of the label: a label that comes again later begins a row of its own.
    const last = groupsInOrder.filter((group) => group[0]!.label === line.label).at(-1);
    if (last?.every((other) => other.whenText !== line.whenText) === true) last.push(line);
    else groupsInOrder.push([line]);
  }
  const tables = new Map<string, FigureLine[][]>();
  for (const group of groupsInOrder) {
    const dates = group.map(({ whenText }) => whenText).join('|');
    tables.set(dates, [...(tables.get(dates) ?? []), group]);
  }
  return [...tables.values()].map((groups): SideBySide => {
    const dates = groups[0]!.map(({ whenText }) => whenText.replace(/^On /, ''));
    const single = dates.length === 1;
    return {
      captionMore: single ? `, ${dates[0]!.replace(/^Year /, 'over the year ')}` : '',
      columns: [
        { heading: 'Figure', width: 3 },
        ...(single
          ? [
              { heading: 'Central value', align: 'right' as const, width: 1.3 },
              { heading: '8 of 10 runs', align: 'right' as const, width: 1.8 },
            ]
          : dates.map((date) => ({ heading: date.replace(/^Year /, ''), align: 'right' as const, width: 1.8 }))),
        { heading: 'Status', width: 1.3 },
      ],
      rows: groups.map((group) => [
        withUnit(group[0]!.label, group.find(({ unit }) => unit !== '')?.unit ?? ''),
        ...(single ? [group[0]!.central || 'not recorded', group[0]!.range] : group.map(cellOf)),
        statusOf(group),
      ]),
    };
  });
}

/** Status of the lines of a label; of those that were recorded, where some were. */
function statusOf(group: readonly FigureLine[]): string {
  const recorded = group.filter(({ central }) => central !== '');
  return [...new Set((recorded.length === 0 ? group : recorded).map(({ status }) => status))].join(', ');
}
