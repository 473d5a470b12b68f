import { defaultGrid } from '../../measures/grid.ts';
import { headlineReader } from '../../measures/headline.ts';
import type { Headline } from '../../measures/headline.ts';
import type { Plan } from '../../simulation/plan/plan.ts';

/**
 * The headlines of the country for a region, as far as they are recorded there. What is read over months in the country
 * is read over the quarters of a region; a mean of years becomes the sum of their quarters, and says so.
 */
export function regionalHeadlines(plan: Plan, headlines: readonly Headline[], region: string): Headline[] {
  const grid = defaultGrid(plan);
  return headlines.flatMap((headline): Headline[] => {
    const { period, ...rest } = headline;
    const yearly = headline.over === 'mean' && period === 'financial-year';
    const own: Headline = {
      ...rest,
      area_code: region,
      ...(yearly ? { over: 'sum', title: headline.title.replace('a year', 'in all').replace('mean of ', '') } : {}),
      // A mean of years that end on the first day named begins a year before it.
      ...(yearly && headline.from !== undefined ? { from: yearBefore(headline.from) } : {}),
    };
    try {
      headlineReader(plan, grid, own);
      return [own];
    } catch {
      return [];
    }
  });
}

/** The day after the same day a year before: the first day of the year that ends on a day. */
function yearBefore(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  date.setUTCFullYear(date.getUTCFullYear() - 1);
  return date.toISOString().slice(0, 10);
}
