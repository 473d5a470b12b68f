import { formatDate } from '../../domain/calendar.ts';
import { statusSentence } from '../../domain/status.ts';
import type { ShareInterval } from '../../measures/share-interval.ts';
import type { MeanInterval } from '../../experiments/solve/paired-mean.ts';
import type { Solution, SolveVerdict } from '../../experiments/solve/solve.ts';
import { LOCAL_AUTHORITY, RESIDENTIAL } from '../../simulation/constants.ts';
import { PARAMETER_NAMES } from '../../simulation/parameters.ts';
import type { Plan } from '../../simulation/plan/plan.ts';
import { formatNumber } from '../text.ts';
import { areaName, endOfRun, statusOfSolution, worstVerdict } from './solution-table.ts';

const THINGS = {
  places: 'places of local authorities',
  carers: 'fostering households of local authorities',
  conversion_support: 'per cent more owners who convert',
} as const;

const VERDICTS: Readonly<Record<SolveVerdict, string>> = {
  met: 'Fresh draws bear it out.',
  'met within error': 'Fresh draws agree, but a somewhat larger risk is within their error.',
  'missed within error': 'On fresh draws the risk is a little larger, within their error: plan for some more.',
  missed: 'On fresh draws the risk is larger than asked: the amounts are too few.',
  'no feasible answer': 'No amount that may be opened is enough.',
};

/** An answer in plain words, a line a thought. */
export function solutionWords(solution: Solution): string[] {
  const { openings, plan, tolerance, verified, amounts, wholeInterval } = solution;
  const total = amounts.flat().reduce((sum, n) => sum + n, 0);
  const worst = worstVerdict(solution.verdicts);
  const things = THINGS[openings.lever];
  const first = openings.years[0]!;
  const last = openings.years.at(-1)!;
  const years = first === last ? first.name : `${first.name} to ${last.name}`;
  const lines = [
    `So that ${tolerance.text}: ${worst === 'no feasible answer' ? 'there is no feasible answer' : `${formatNumber(total)} ${things}, ${years}`}` +
      (worst === 'no feasible answer'
        ? ` among at most ${formatNumber(total)} ${things}.`
        : ` (${interval(wholeInterval)} had other draws been made). ${VERDICTS[worst]}`),
    ...openings.units.map((unit, u) => {
      const own = amounts[u]!.map((n, y) => ({ n, year: openings.years[y]!.name })).filter(({ n }) => n > 0);
      const served = openings.units.length === tolerance.areas.length ? [u] : tolerance.areas.map((_, a) => a);
      const at = served.reduce((w, a) => (verified.reached[a]!.share > verified.reached[w]!.share ? a : w), served[0]!);
      const sum = own.reduce((s, { n }) => s + n, 0);
      const when = own.length === 0 ? '' : ` (${own.map(({ n, year }) => `${formatNumber(n)} in ${year}`).join(', ')})`;
      return (
        `${areaName(solution, unit)}: ${formatNumber(sum)}${when}; risk ${share(verified.reached[at]!)}, ` +
        `${share(verified.without[at]!)} without.`
      );
    }),
  ];
  if (worst === 'no feasible answer')
    return [...lines, ...bindingWords(solution), statusSentence(statusOfSolution(solution))];
  const cost = verified.wholeCosts.get(plan.geography.countryCode)!;
  lines.push(
    `Over the scenario without them, to ${formatDate(endOfRun(solution))}, at prices of ${plan.money.priceBase}: capital ` +
      `${pounds(cost.capital)}. All other cost: ${spread(cost.running)} (below 0 is a saving), mean ${pounds(cost.running)}. ` +
      'That part is weak: it rests on an old price of authorities’ own homes and on prices that fall when places are less ' +
      'scarce. Do not count on it.',
  );
  if (openings.lever === 'places' && total > 0) lines.push(paceWords(solution, total));
  if (tolerance.path.measure === 'shortfall_compliant')
    lines.push(
      'A shortfall counts every child for whom no usable place of an authority or a not-for-profit body is free, most of ' +
        'whom live in a for-profit home. It says how far the country is from doing without those, not how many children wait.',
    );
  const beaten = solution.frontier.filter((p) => p.dominated);
  if (beaten.length > 0)
    lines.push(
      `On the frontier the answer${beaten.length === 1 ? '' : 's'} for ${beaten.map((p) => perCent(p.tolerance)).join(', ')} ` +
        `${beaten.length === 1 ? 'is' : 'are'} no better than another and ${beaten.length === 1 ? 'is' : 'are'} left out of the line.`,
    );
  return [...lines, statusSentence(statusOfSolution(solution))];
}

/** What binds where nothing is enough. */
function bindingWords({ relaxed, tolerance }: Solution): string[] {
  const [none, ...others] = relaxed;
  const alone = others.filter((r) => r.meets && !r.relaxed.startsWith('all of these'));
  const together = others.find((r) => r.relaxed.startsWith('all of these'));
  const binds =
    alone.length > 0
      ? `It would hold with ${alone.map((r) => r.relaxed).join('; or ')}.`
      : together?.meets === true
        ? 'No one of the bounds binds alone; with all of them relaxed together it would hold.'
        : 'It would not hold with all of the bounds relaxed together: what is asked is out of reach of this lever.';
  return [
    `With the most that may be opened the risk is still ${share(none!.reached)}, more than ${perCent(tolerance.most)}. ${binds}`,
    ...others.map((r) => `If ${r.relaxed}: ${share(r.reached)}.`),
  ];
}

/** How fast that is beside what authorities open by themselves. */
function paceWords({ plan, openings, amounts }: Solution, total: number): string {
  const perYear = openings.years.map((_, y) => amounts.reduce((sum, own) => sum + own[y]!, 0));
  const most = Math.max(...perYear);
  return (
    `At its fastest that is ${formatNumber(most)} places in a year, on top of about ` +
    `${formatNumber(Math.round(usualPlacesAYear(plan)))} a year that authorities open by themselves under the assumptions ` +
    `(${formatNumber(total)} in all).`
  );
}

/** Places in homes that authorities open a year without help: homes at the start, their rate, and places of a new home. */
export function usualPlacesAYear(plan: Plan): number {
  const { services } = plan;
  const homes = services.places.reduce(
    (sum, _, s) =>
      sum +
      (services.type[s] === RESIDENTIAL && services.sector[s] === LOCAL_AUTHORITY && services.serves[s] === 1 ? 1 : 0),
    0,
  );
  const rate = plan.assumptions[plan.parameterAt[PARAMETER_NAMES.indexOf('homeOpeningsLocalAuthority')]!]!.central;
  const places = plan.newHomePlaces.reduce((sum, n) => sum + n, 0) / plan.newHomePlaces.length;
  return homes * rate * places;
}

const perCent = (share: number): string => `${Number((share * 100).toFixed(1))} %`;
const share = ({ share: s, low, high }: ShareInterval): string =>
  `${perCent(s)} (${Math.round(low * 100)} to ${Math.round(high * 100)})`;
const interval = ({ low, high }: { low: number; high: number }): string =>
  `${formatNumber(Math.floor(low))} to ${formatNumber(Math.ceil(high))}`;

/** The median and the middle of the draws. */
function spread({ p10, p50, p90 }: MeanInterval): string {
  const of = (v: number): string => pounds({ mean: v, low: NaN, high: NaN, p10, p50, p90 });
  return `median ${of(p50)}, in eight of ten draws ${of(p10)} to ${of(p90)}`;
}

/** Pounds in millions with their interval; thousands where they are small. */
function pounds({ mean, low, high }: MeanInterval): string {
  const small = Math.abs(mean) < 1e6;
  const of = (v: number): string =>
    `${v < 0 ? '-' : ''}£${formatNumber(Math.abs(Math.round(v / (small ? 1e3 : 1e5)) / (small ? 1 : 10)))}${small ? 'k' : 'm'}`;
  return Number.isNaN(low) ? of(mean) : `${of(mean)} (${of(low)} to ${of(high)})`;
}
