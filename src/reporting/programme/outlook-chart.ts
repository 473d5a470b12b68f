import { formatMonth } from '../../domain/calendar.ts';
import type { Outlook } from '../../experiments/programme/outlook.ts';
import type { Chart, ChartContext } from '../chart.ts';
import { makeChart } from '../chart.ts';
import { rowsOfBars } from '../rows-of-bars.ts';
import { cutText, formatShare } from '../text.ts';

/** Most lines that one picture holds; the table holds all. */
const MOST_ROWS = 24;

/**
 * How often the simulated lines of a programme plan are done in time, the least certain first, at most 24 of them.
 *
 * @throws Error when no line is simulated
 */
export function outlookChart(outlook: readonly Outlook[], context: Omit<ChartContext, 'title'>): Chart {
  const simulated = outlook.filter((o) => o.basis === 'simulated');
  if (simulated.length === 0) throw new Error('no line of the programme plan is simulated');
  const sorted = [...simulated].sort((a, b) => a.onTime!.share - b.onTime!.share);
  const shown = sorted.slice(0, MOST_ROWS);
  const likely = simulated.filter((o) => o.onTime!.share >= 0.5).length;
  const rest = sorted.length - shown.length;
  return makeChart(
    {
      ...context,
      title: `${likely} of ${simulated.length} lines of the plan are done in time in at least half of the runs`,
    },
    {
      subtitle:
        'Share of runs in which a line is done by the end of the month planned. Lines: 95% interval of the sampling.' +
        (rest > 0 ? ` Surer lines, in the table only: ${rest}.` : ''),
      altDraft: `Bars of the chance of being on time, ${shown.length} lines. Least: ${cutText(shown[0]!.item.item_id, 40)}, ${formatShare(shown[0]!.onTime!.share)}.`,
      table: {
        columns: ['item_id', 'title', 'planned_date', 'chance_on_time', 'low', 'high', 'chance_never', 'status'],
        rows: sorted.map(({ item, onTime, never, status }) => ({
          item_id: item.item_id,
          title: item.title,
          planned_date: item.planned_date,
          chance_on_time: onTime!.share,
          low: onTime!.low,
          high: onTime!.high,
          chance_never: never!.share,
          status,
        })),
      },
      body: rowsOfBars(
        shown.map(({ item, onTime, never }) => ({
          name: `${cutText(item.title, 60)}, ${formatMonth(item.planned_date)}`,
          bar: [0, onTime!.share * 100] as const,
          whisker: [onTime!.low * 100, onTime!.high * 100] as const,
          end: `${formatShare(onTime!.share)} in time; ${formatShare(never!.share)} never`,
        })),
        { holds: [0, 100], print: (tick) => `${tick}%` },
        170,
      ),
    },
  );
}
