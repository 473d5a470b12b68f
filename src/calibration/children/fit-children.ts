import type { IsoDate } from '../../domain/calendar.ts';
import type { Repair } from '../../domain/errors.ts';
import { weakestStatus } from '../../domain/status.ts';
import type { EvidenceStatus } from '../../domain/status.ts';
import { AGE_BANDS } from '../../domain/vocabulary.ts';
import { survivalTables } from '../../simulation/plan/children.ts';
import { entryAgeShares } from '../../simulation/stationary.ts';
import { areasOfHistory } from '../history/areas-of-history.ts';
import { childrenHistory } from '../history/children-history.ts';
import { evenDates } from '../history/count-history.ts';
import type { ChildrenInputs } from './children-inputs.ts';
import { childYears } from './exposure.ts';
import { needsThatHold } from './hold-mix.ts';
import { jointDraws, shuffled } from './joint-draws.ts';
import type { JointDraws } from './joint-draws.ts';
import { fitLuck } from './luck.ts';
import { observe } from './observations.ts';
import { unaccompaniedOf } from './own-stream.ts';
import type { Unaccompanied } from './own-stream.ts';
import { fitMix } from './placement-mix.ts';
import type { MixRow } from './placement-mix.ts';
import { checkDraws, quantileOf } from './posterior-checks.ts';
import type { DrawCheck } from './posterior-checks.ts';
import { rateRows } from './rate-rows.ts';
import type { RateRow } from './rate-rows.ts';
import { sampleRates, USUAL_SAMPLE } from './sample-rates.ts';
import { stayResponse, stretchedSurvival } from './stay-response.ts';
import { stockByType, stockOfArea, stockRows } from './stock-counts.ts';
import type { StockCounts } from './stock-counts.ts';

const BANDS = AGE_BANDS.length;
/** Years after the last count of an area at which it has ended. */
const ENDED_AFTER_YEARS = 3;
/** Counts above which every step of the walk is kept: each then tells its own rate, and steps are little alike. */
const MANY_COUNTS = 2000;
/** Spread of the logarithm of the length of stays before anything is seen: of a published table, and of any other. */
const STRETCH_SPREAD = { published: 0.1, other: 0.25 };
const OWN_STRETCH_SPREAD = 0.15;
export interface ChildrenFit {
  /** Areas that are fitted. */
  readonly codes: readonly string[];
  readonly ended: readonly string[];
  /** The day to which rates belong. */
  readonly date: IsoDate;
  readonly firstDate: IsoDate;
  readonly status: EvidenceStatus;
  readonly rates: readonly RateRow[];
  /** Starts a year by area and band, unaccompanied children included, in the order of codes and bands. */
  readonly starts: Float64Array;
  /** Survival by band at entry, months 0 to 216. */
  readonly survival: readonly Float64Array[];
  /** Whether the stays are those of a published table, as they were. */
  readonly staysAreGiven: boolean;
  /** Shares at entry by band and placement type; undefined where the mix by age is not known. */
  readonly needs: readonly (readonly number[])[] | undefined;
  readonly mix: readonly MixRow[];
  readonly draws: JointDraws;
  readonly unaccompanied: Unaccompanied;
  readonly exposureOf: 'population' | 'looked after';
  readonly countsOfStarts: number;
  readonly checks: readonly DrawCheck[];
  readonly repairs: readonly Repair[];
}

/** Whether there is nothing that a rate could be fitted to. */
export class NothingToFit extends Error {}

/**
 * Fits rates of entry by area and age, their trend and scatter, the length of stays and the mix of placements.
 *
 * @param plan parameter sets that are drawn, and the seed of their luck
 * @throws NothingToFit when neither starts nor stocks by area are there
 */
export function fitChildren(
  inputs: ChildrenInputs,
  plan: { readonly sets: number; readonly seed: number },
): ChildrenFit {
  const repairs: Repair[] = [];
  const history = childrenHistory(inputs.children, inputs.areas, inputs.file);
  const startedRows = inputs.flows.filter((row) => row.measure === 'started');
  const all = areasOfHistory(
    inputs.areas,
    [...inputs.children, ...inputs.flows].map((row) => row.area_code),
  );
  const isAuthority = new Set(all.authorities);
  const stockDate = inputs.children.reduce(
    (last, row) => (isAuthority.has(row.area_code) && row.date > last ? row.date : last),
    '',
  );
  const flowDates = startedRows.map((row) => row.year_ending);
  if (stockDate === '' && flowDates.length === 0) throw new NothingToFit();
  const even = evenDates([...flowDates, ...(stockDate === '' ? [] : [stockDate])], 12);
  const { dates, placeOf } = even;
  for (const [date, place] of placeOf)
    if (place < 0)
      repairs.push({
        file: inputs.file,
        column: 'year_ending',
        found: date,
        used: 'nothing',
        why: 'years end at the anniversaries of the last date; another year overlaps two of them',
      });
  const started = startedRows
    .map((row) => ({ row, year: placeOf.get(row.year_ending)! }))
    .filter(({ year }) => year >= 0);

  // Areas that are counted today, or were a short time ago.
  const lastSeen = new Map<string, string>();
  for (const [code, date] of [
    ...inputs.children.map((row) => [row.area_code, row.date] as const),
    ...inputs.flows.map((row) => [row.area_code, row.year_ending] as const),
  ])
    if (date > (lastSeen.get(code) ?? '')) lastSeen.set(code, date);
  // A later count of the country alone ends no authority.
  const counted =
    all.authorities
      .flatMap((code) => lastSeen.get(code) ?? [])
      .sort()
      .at(-1) ?? dates.at(-1)!;
  const limit = `${Number(counted.slice(0, 4)) - ENDED_AFTER_YEARS}${counted.slice(4)}`;
  const ended = all.authorities.filter((code) => (lastSeen.get(code) ?? '9') <= limit);
  const codes = all.authorities.filter((code) => !ended.includes(code));
  const place = new Map(codes.map((code, a) => [code, a]));
  const above = all.areas
    .filter((area) => area.level !== 'authority')
    .map((area) => ({ ...area, members: area.members.flatMap((m) => place.get(all.authorities[m]!) ?? []) }))
    .filter((area) => area.members.length > 0);

  const now = stockRows(inputs.children, stockDate);
  const stock: StockCounts | undefined =
    stockDate === ''
      ? undefined
      : {
          date: stockDate,
          year: placeOf.get(stockDate)!,
          byArea: codes.map((code) => stockOfArea(now.get(code) ?? [])),
        };
  const looked = codes.map((_, a) => (stock?.byArea[a] ?? []).reduce((sum, c) => sum + (c.low + c.high) / 2, 0));
  const exposure = childYears(inputs.population, codes, looked, dates, inputs.file);
  repairs.push(...exposure.repairs);
  const sizes = codes.map((_, a) =>
    exposure.of === 'population'
      ? AGE_BANDS.reduce((sum, _, b) => sum + exposure.at(a, b, dates.at(-1)!), 0)
      : looked[a]!,
  );
  const own = unaccompaniedOf(
    inputs,
    looked.reduce((s, n) => s + n, 0),
    sizes,
  );
  const observed = observe({ codes, dates, started, stock, above, exposure, own, file: inputs.file });
  repairs.push(...observed.repairs);
  if (observed.observations.length === 0) throw new NothingToFit();

  const base = survivalTables(inputs.stays);
  const newborn = inputs.assumptions.find((row) => row.id === 'entry_newborn_share')!.central;
  const ageShares = entryAgeShares(newborn);
  const staysStatus = weakestStatus(...new Set(inputs.stays.map((row) => row.status)));
  const staysAreGiven = staysStatus === 'published';
  const response = stayResponse(base, ageShares);
  const isLarge = observed.observations.length > MANY_COUNTS;
  const draws = sampleRates(
    {
      areas: codes.length,
      bands: BANDS,
      years: dates.length,
      observations: observed.observations,
      response,
      stretchSpread: staysAreGiven ? STRETCH_SPREAD.published : STRETCH_SPREAD.other,
      ownStretchSpread: observed.byAge && !staysAreGiven ? OWN_STRETCH_SPREAD : 0,
    },
    fitLuck(plan.seed, 'rates'),
    { ...USUAL_SAMPLE, ...(isLarge && { every: 1 }), draws: plan.sets },
  );
  const cells = codes.length * BANDS;
  const child = Float64Array.from({ length: cells }, (_, c) =>
    exposure.at(Math.floor(c / BANDS), c % BANDS, dates.at(-1)!),
  );
  const starts = Float64Array.from({ length: cells }, (_, c) => {
    let sum = 0;
    for (let d = 0; d < draws.draws; d++) sum += draws.rates[d * cells + c]!;
    return (child[c]! * sum) / draws.draws + own.starts[c]!;
  });
  const middle = AGE_BANDS.map((_, b) => quantileOf(columnOf(draws.stretch, BANDS, b), 0.5));
  const survival = base.map((table, b) => (staysAreGiven ? table : stretchedSurvival(table, middle[b]!)));
  const entriesPerYear = AGE_BANDS.map((_, b) =>
    codes.reduce((sum, _, a) => sum + starts[a * BANDS + b]! - own.starts[a * BANDS + b]!, 0),
  );
  const joint = jointDraws({
    draws,
    child,
    apart: own.starts.reduce((s, n) => s + n, 0),
    entriesPerYear,
    middle,
    response,
    staysAreGiven,
    hasStock: observed.observations.some((o) => o.kind === 'stock'),
    seed: plan.seed,
  });
  const changeOf = (id: string): number => inputs.assumptions.find((row) => row.id === id)!.central;
  const mixStock = stockByType(now, codes, own);
  const used = [...inputs.children.filter((row) => row.date === stockDate), ...startedRows];
  const lastYear = Number(dates.at(-1)!.slice(0, 4));
  const population = inputs.population.filter((row) => row.mid_year <= lastYear && exposure.of === 'population');
  const uses = [...used, ...population, ...inputs.stays].map((row) => row.status);
  return {
    codes,
    ended,
    date: dates.at(-1)!,
    firstDate: dates[0]!,
    status: weakestStatus('estimated', ...new Set(uses)),
    rates: rateRows({ codes, started, stock, exposure, own, observed, draws, dates, survival, ageShares }),
    starts,
    survival,
    staysAreGiven,
    needs:
      mixStock &&
      needsThatHold(mixStock, {
        survival,
        entriesPerYear,
        ageShares,
        changes: { stepUpPerYear: changeOf('need_change'), stepDownPerYear: changeOf('need_change_down') },
      }),
    mix: fitMix(history, codes),
    draws: shuffled(joint),
    unaccompanied: own,
    exposureOf: exposure.of,
    countsOfStarts: observed.observations.filter((o) => o.kind === 'started').length,
    checks: Object.entries(joint).map(([id, values]: [string, Float64Array]) => checkDraws(id, values)),
    repairs: [...repairs, ...history.repairs],
  };
}

function columnOf(values: Float64Array, size: number, at: number): Float64Array {
  return Float64Array.from({ length: values.length / size }, (_, d) => values[d * size + at]!);
}
