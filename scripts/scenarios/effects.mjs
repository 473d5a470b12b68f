// What each scenario of the shipped library does to some figures of Wales, beside the reference, on the same luck.
import { buildPlan, headlineValues, orThrow, study } from '../../dist/index.js';

/** Years, by the last day of March, in which effects are read. */
export const YEARS = [2030, 2031, 2036];

/** Figures of an effect: a stock on 31 March or a flow over the year to it. */
export const FIGURES = [
  {
    id: 'homes',
    title: "registered places in children's homes",
    measure: 'places_registered',
    service_type: 'residential',
    period: 'month',
  },
  {
    id: 'usable',
    title: "usable places in children's homes",
    measure: 'places_usable',
    service_type: 'residential',
    period: 'month',
  },
  {
    id: 'foster',
    title: 'registered foster places',
    measure: 'places_registered',
    service_type: 'foster',
    period: 'month',
  },
  { id: 'children', title: 'children looked after', measure: 'children_looked_after', period: 'month' },
  { id: 'waiting', title: 'children waiting', measure: 'children_waiting', period: 'month' },
  { id: 'outside', title: 'children placed outside Wales', measure: 'placed_outside_wales', period: 'month' },
  { id: 'nights', title: 'unregistered nights in the year', measure: 'nights_unregistered', period: 'financial-year' },
  { id: 'cost', title: 'net cost in the year, £m', measure: 'cost_net', period: 'financial-year', divide: 1e6 },
];

/** Mean and its Monte Carlo error, from pairs of draws that share their parameters. */
function meanOf(values) {
  const pairs = values.length / 2;
  const means = Array.from({ length: pairs }, (_, k) => (values[2 * k] + values[2 * k + 1]) / 2);
  const mean = means.reduce((s, v) => s + v, 0) / pairs;
  const error = Math.sqrt(means.reduce((s, v) => s + (v - mean) ** 2, 0) / (pairs - 1) / pairs);
  return { mean, error };
}

/**
 * Effects of scenarios: for each year and figure the mean, and the mean difference from the first scenario, each with its
 * Monte Carlo error.
 */
export async function effectsOf(data, scenarios, draws, seed = 1) {
  const plans = scenarios.map((scenario) => orThrow(buildPlan(data, scenario)));
  const headlines = YEARS.flatMap((year) =>
    FIGURES.map(({ divide: _, ...path }) => ({ ...path, id: `${path.id}-${year}`, over: 'at', to: `${year}-03-31` })),
  );
  const answers = await study(
    plans.map((plan) => ({ plan, seed, draws })),
    headlines,
  );
  const values = answers.map((answer) => headlines.map((headline) => headlineValues(answer, headline)));
  const rows = scenarios.map((scenario, i) => ({
    scenario,
    cells: headlines.map((_, h) => {
      const divide = FIGURES[h % FIGURES.length].divide ?? 1;
      const own = values[i][h].map((v) => v / divide);
      return { ...meanOf(own), effect: meanOf(own.map((v, d) => v - values[0][h][d] / divide)) };
    }),
  }));
  return { rows, reference: plans[0], draws, seed };
}
