import type { FittedHazard, HazardFit } from '../../calibration/hazards/fit-hazards.ts';
import type { EvidenceStatus } from '../../domain/status.ts';
import { packageVersion } from '../../experiments/manifest.ts';
import type { Chart } from '../chart.ts';
import { makeChart } from '../chart.ts';
import { rowsOfBars } from '../rows-of-bars.ts';
import type { BarRow } from '../rows-of-bars.ts';
import { formatNumber } from '../text.ts';
import { nameOf } from '../theme.ts';
import { percent } from './hazard-words.ts';

const CAUSE_NAMES = { close: 'Closing', transfer: 'Change of owner', convert: 'Conversion' } as const;
/** An interval that reaches further than this many times the largest centre is drawn to there, with its end in words. */
const LONGEST = 3;

/** Hazards of homes with their intervals: closing by sector and size, changes of owner and conversions by sector. */
export function hazardChart(fit: HazardFit, file: string, status: EvidenceStatus): Chart | undefined {
  const shown = fit.hazards.filter(
    (h) => h.subject === 'homes' && h.year === undefined && (h.cause === 'close' || h.size === undefined),
  );
  if (shown.length === 0) return undefined;
  const largest = Math.max(...shown.map((h) => h.central));
  const inPercent = (hazard: number): number => 100 * Math.min(hazard, LONGEST * largest);
  const rows = shown.map((h): BarRow => ({
    name: rowName(h),
    bar: [inPercent(h.low), inPercent(h.high)],
    dot: inPercent(h.central),
    end: `${percent(h.central)} (${percent(h.low)} to ${percent(h.high)}); ${h.events} of ${Math.round(h.years).toLocaleString('en-GB')} years`,
  }));
  const most = shown.reduce((a, b) => (b.central > a.central ? b : a));
  const context = {
    title: 'How often homes close, change hands or convert',
    source: `market-stability ${packageVersion()}, fitted to ${file}, ${fit.firstDate} to ${fit.lastDate}`,
    status,
  };
  return makeChart(context, {
    subtitle:
      'Hazard a year in per cent: dot, median; bar, 95% interval; right, events and service-years at risk. Changes of registration at one place are no closures.',
    altDraft: `Bars of hazards a year by sector and size. Highest: ${rowName(most)}, ${percent(most.central)}.`,
    table: {
      columns: ['id', 'cause', 'sector', 'size', 'low', 'central', 'high', 'events', 'years'],
      rows: shown.map(({ id, cause, sector, size, low, central, high, events, years }) => ({
        id,
        cause,
        sector,
        size: size ?? 'all',
        low,
        central,
        high,
        events,
        years,
      })),
    },
    body: rowsOfBars(rows, { holds: [0], print: (tick) => formatNumber(tick, Number.isInteger(tick) ? 0 : 1) }, 260),
  });
}

function rowName({ cause, sector, size }: FittedHazard): string {
  return `${CAUSE_NAMES[cause]}: ${nameOf(sector).toLowerCase()}${size === undefined ? '' : `, ${size} places`}`;
}
