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

/** The words of such a table. */
export interface SideBySideWords {
  readonly figure: string;
  readonly central: string;
  readonly range: string;
  readonly status: string;
  readonly notRecorded: string;
  readonly overYear: (year: string) => string;
  readonly fromTo: (low: string, high: string) => string;
}

const ENGLISH: SideBySideWords = {
  figure: 'Figure',
  central: 'Central value',
  range: '8 of 10 runs',
  status: 'Status',
  notRecorded: 'not recorded',
  overYear: (year) => `over the year ${year}`,
  fromTo: (low, high) => `${low} to ${high}`,
};

/** A middle with its range, for one cell. */
function cellOf({ central, range }: FigureLine, words: SideBySideWords): string {
  if (central === '') return words.notRecorded;
  return range === '' || range === words.fromTo(central, central) ? central : `${central} (${range})`;
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
 *
 * @param words English unless told; `On` and `Year` at the beginning of a `whenText` are English in every language, and are not printed
 */
export function sideBySide(lines: readonly FigureLine[], words: SideBySideWords = ENGLISH): SideBySide[] {
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
      captionMore: single
        ? `, ${/^Year /.test(dates[0]!) ? words.overYear(dates[0]!.slice('Year '.length)) : dates[0]!}`
        : '',
      columns: [
        { heading: words.figure, width: 3 },
        ...(single
          ? [
              { heading: words.central, align: 'right' as const, width: 1.3 },
              { heading: words.range, align: 'right' as const, width: 1.8 },
            ]
          : dates.map((date) => ({ heading: date.replace(/^Year /, ''), align: 'right' as const, width: 1.8 }))),
        { heading: words.status, width: 1.3 },
      ],
      rows: groups.map((group) => [
        withUnit(group[0]!.label, group.find(({ unit }) => unit !== '')?.unit ?? ''),
        ...(single
          ? [group[0]!.central || words.notRecorded, group[0]!.range]
          : group.map((line) => cellOf(line, words))),
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
