import { monthOf } from '../../domain/calendar.ts';
import type { Headline } from '../../measures/headline.ts';
import { headlinesOfTheBoard } from '../../measures/headlines-of-the-board.ts';
import type { OutcomeRow } from '../../measures/outcomes.ts';
import { planPolicy } from '../../simulation/plan/policy.ts';
import { compareHeadline } from './compare-headline.ts';
import type { HeadlineComparison } from './compare-headline.ts';
import type { OpenRun, OpenRuns } from './open-runs.ts';

/** The headlines of the board for a finished run, with the dates of its law and horizon. */
export function headlinesOfRun({ manifest, inputs }: Pick<OpenRun, 'manifest' | 'inputs'>): Headline[] {
  const startMonth = monthOf(manifest.first_month);
  const { months } = manifest;
  const policy = planPolicy(inputs.timetable, startMonth, months);
  return headlinesOfTheBoard({ startMonth, months, policy, money: { priceBase: manifest.money.price_base } });
}

/** Each headline of the reference under every run, in the order of the headlines and, inside, of the runs. */
export function compareRunHeadlines({ runs, cells, statuses }: OpenRuns): HeadlineComparison[] {
  const draws = runs[0]!.draws.index.draws;
  const column = new Float32Array(draws);
  return headlinesOfRun(runs[0]!).flatMap((headline) => {
    const own = cellsOf(headline, cells);
    if (own.length === 0) return [];
    const read = (run: OpenRun): Float64Array => {
      const values = new Float64Array(draws);
      own.forEach((cell, k) => {
        run.draws.column(cell, column);
        for (let d = 0; d < draws; d++) values[d] = reduced(headline.over, values[d]!, column[d]!, k);
      });
      return headline.over === 'mean' ? values.map((v) => v / own.length) : values;
    };
    const reference = read(runs[0]!);
    return runs.map((run, r): HeadlineComparison => {
      const about = {
        headline,
        unit: cells[own[0]!]!.unit,
        status: statuses[r]![own[0]!]!,
        scenario: run.manifest.scenario,
        scenarioTitle: run.manifest.scenario_title,
      };
      return r === 0 ? compareHeadline(about, reference) : compareHeadline(about, read(run), reference);
    });
  });
}

/** Cells of the periods of a headline; the shortest period unless it names one. */
function cellsOf(headline: Headline, cells: readonly OutcomeRow[]): number[] {
  const found = cells.flatMap((cell, c) => (isOf(headline, cell) ? [c] : []));
  const period = headline.period ?? cells[found[0] ?? 0]?.period;
  const { over, from = '', to = '9999-12-31' } = headline;
  const inside = found.filter((c) => cells[c]!.period === period && cells[c]!.date <= to);
  return over === 'at' ? inside.slice(-1) : inside.filter((c) => cells[c]!.date >= from);
}

function isOf(headline: Headline, cell: OutcomeRow): boolean {
  return (
    cell.measure === headline.measure &&
    (headline.area_code === undefined ? cell.area_level === 'country' : cell.area_code === headline.area_code) &&
    cell.service_type === (headline.service_type ?? 'all') &&
    cell.sector === (headline.sector ?? 'all') &&
    cell.age_band === (headline.age_band ?? 'all') &&
    cell.need_class === (headline.need_class ?? 'all') &&
    cell.reason === (headline.reason ?? 'all') &&
    cell.provider_country === (headline.provider_country ?? 'all')
  );
}

function reduced(over: Headline['over'], so: number, next: number, k: number): number {
  if (over === 'sum' || over === 'mean') return so + next;
  if (k === 0) return next;
  return over === 'most' ? Math.max(so, next) : over === 'least' ? Math.min(so, next) : next;
}
