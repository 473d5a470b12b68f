import { formatMonth, monthOf } from '../domain/calendar.ts';
import type { IsoDate } from '../domain/calendar.ts';
import type { Sector } from '../domain/vocabulary.ts';
import type { Chart, ChartContext } from './chart.ts';
import { makeChart } from './chart.ts';
import { centredLines, linesThatFit, pixelLayers } from './pixel-layers.ts';
import { yearFraction, yearTicks } from './scale.ts';
import { formatNumber } from './text.ts';
import { colourOf, CONTENT_WIDTH, GUIDE_GREY, TEXT_COLOUR } from './theme.ts';

/** How places leave an owner. */
export const LEAVINGS = ['closed', 'converted', 'sold'] as const;
export type Leaving = (typeof LEAVINGS)[number];

/** An owner, or all owners of one size: places in each month, and when and how places left. */
export interface OwnerLife {
  readonly name: string;
  readonly sector: Sector;
  /** Registered places at the end of each month, one after the other. */
  readonly months: readonly { readonly date: IsoDate; readonly places: number }[];
  readonly leavings: readonly { readonly date: IsoDate; readonly kind: Leaving; readonly places: number }[];
}

export interface LifeOfOwnersInput extends ChartContext {
  /** What is counted, such as `Registered places in children's homes`. */
  readonly quantity: string;
  /** One to fourteen rows in the order in which they are drawn. */
  readonly lives: readonly OwnerLife[];
  /** Whether they are one possible course (a drawn path) or what a register recorded. */
  readonly basis: 'one drawn path' | 'register';
}

const MOST = 14;
const LABEL_WIDTH = 180;
const END_WIDTH = 190;
const ROW = 50;
const THICKEST = 34;
const AXIS = 26;
const MARKS: Readonly<Record<Leaving, string>> = { closed: 'cross', converted: 'circle', sold: 'diamond' };

/**
 * The life of owners: one row each, as thick as its places at the time, until they close, convert or are sold.
 *
 * @throws Error where there are no or more than fourteen rows, or a row has no months, not one after the other, or negative places
 */
export function lifeOfOwners(input: LifeOfOwnersInput): Chart {
  const { lives, quantity, basis } = input;
  if (lives.length < 1 || lives.length > MOST) throw new Error(`1 to ${MOST} owners can be drawn, not ${lives.length}`);
  lives.forEach(check);
  const firstMonth = Math.min(...lives.map(({ months }) => monthOf(months[0]!.date)));
  const lastMonth = Math.max(...lives.map(({ months }) => monthOf(months.at(-1)!.date)));
  const [from, to] = [firstMonth / 12, (lastMonth + 1) / 12];
  const plot = CONTENT_WIDTH - LABEL_WIDTH - END_WIDTH;
  const height = lives.length * ROW + AXIS;
  const x = (year: number): number => LABEL_WIDTH + ((year - from) / (to - from)) * plot;
  const most = Math.max(1, ...lives.flatMap(({ months }) => months.map(({ places }) => places)));
  const thick = (places: number): number => (places === 0 ? 0 : Math.max(1.5, (places / most) * THICKEST));
  const middle = (i: number): number => i * ROW + ROW / 2;
  const { layer, spans, text } = pixelLayers(CONTENT_WIDTH, height);
  // Months with as many places as the one before are one piece.
  const pieces = lives.map(({ months }, i) => {
    const found: { x: number; x2: number; y: number; y2: number }[] = [];
    months.forEach(({ date, places }, k) => {
      const half = thick(places) / 2;
      const x2 = x((monthOf(date) + 1) / 12);
      const last = found.at(-1);
      if (k > 0 && months[k - 1]!.places === places && last !== undefined && places > 0) last.x2 = x2;
      else if (half > 0) found.push({ x: x(monthOf(date) / 12), x2, y: middle(i) - half, y2: middle(i) + half });
    });
    return found;
  });
  const years = yearTicks(from, to, plot);
  const marks = lives.flatMap(({ leavings }, i) =>
    leavings.map(({ date, kind }) => ({ x: x(yearFraction(date)), y: middle(i), kind })),
  );
  const used = LEAVINGS.filter((kind) => marks.some((m) => m.kind === kind));
  const gone = lives.filter(({ months }) => months.at(-1)!.places === 0).length;
  return makeChart(input, {
    subtitle:
      `${quantity}: thickness, places at the time; marks, places that left.` +
      (basis === 'register' ? '' : ' One possible course out of many, not the likely one.'),
    altDraft: `Rows of ${lives.length} owners or sizes, as thick as their places. Without places at the end: ${gone}.`,
    notes: used.length === 0 ? [] : [`Marks: ${used.map((kind) => `${kind}, ${MARKS[kind]}`).join('; ')}.`],
    table: {
      columns: ['owner', 'sector', 'date', 'places', 'closed', 'converted', 'sold'],
      rows: lives.flatMap(({ name, sector, months, leavings }) =>
        months.map(({ date, places }) => ({
          owner: name,
          sector,
          date,
          places,
          ...Object.fromEntries(LEAVINGS.map((kind) => [kind, sumOf(leavings, kind, date)])),
        })),
      ),
    },
    body: {
      leftExtent: 0,
      view: {
        width: CONTENT_WIDTH,
        height,
        layer: [
          spans(
            years.map((year) => ({ x: x(year), x2: x(year), y: 0, y2: height - AXIS })),
            { type: 'rule', color: '#E3E3E3' },
          ),
          spans(
            lives.map((_, i) => ({ x: LABEL_WIDTH, x2: LABEL_WIDTH + plot, y: middle(i), y2: middle(i) })),
            { type: 'rule', color: GUIDE_GREY },
          ),
          ...lives.map((life, i) => spans(pieces[i]!, { type: 'rect', color: colourOf(life.sector) })),
          ...used.map((kind) =>
            layer(
              marks.filter((m) => m.kind === kind),
              {
                type: 'point',
                shape: MARKS[kind],
                filled: true,
                size: 110,
                color: 'white',
                stroke: TEXT_COLOUR,
                strokeWidth: 1.5,
                opacity: 1,
              },
            ),
          ),
          text(lives.flatMap(({ name }, i) => centredLines(linesThatFit(name, LABEL_WIDTH - 12, 3), 0, middle(i), 15))),
          text(
            lives.flatMap((life, i) =>
              centredLines(linesThatFit(endWords(life), END_WIDTH - 14, 3), LABEL_WIDTH + plot + 12, middle(i), 15),
            ),
          ),
          text(
            years.map((year) => ({ x: x(year), y: height - AXIS / 2, text: String(year) })),
            { align: 'center' },
          ),
        ],
      },
    },
  });
}

function sumOf(leavings: OwnerLife['leavings'], kind: Leaving, date: IsoDate): number {
  return leavings
    .filter((l) => l.kind === kind && monthOf(l.date) === monthOf(date))
    .reduce((sum, { places }) => sum + places, 0);
}

/** Places at both ends, and what became of those that left. */
function endWords({ months, leavings }: OwnerLife): string {
  const [start, end] = [months[0]!.places, months.at(-1)!.places];
  const left = LEAVINGS.flatMap((kind) => {
    const places = leavings.filter((l) => l.kind === kind).reduce((sum, l) => sum + l.places, 0);
    return places === 0 ? [] : [`${formatNumber(places)} ${kind}`];
  });
  const last =
    end > 0 ? undefined : months.find(({ places }, k) => places === 0 && months.slice(k).every((m) => m.places === 0));
  const when = last === undefined ? '' : ` from ${formatMonth(last.date)}`;
  return `${formatNumber(start)} to ${formatNumber(end)}${when}${left.length === 0 ? '' : `: ${left.join(', ')}`}`;
}

function check({ name, months }: OwnerLife): void {
  if (months.length === 0) throw new Error(`${name}: there are no months`);
  months.forEach(({ date, places }, k) => {
    if (!(places >= 0)) throw new Error(`${name}, ${date}: ${places} places`);
    if (k > 0 && monthOf(date) !== monthOf(months[k - 1]!.date) + 1)
      throw new Error(`${name}: ${date} does not follow ${months[k - 1]!.date} by a month`);
  });
}
