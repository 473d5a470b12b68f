import type { Table, TableRow } from '../../domain/csv.ts';
import type { Challenge } from '../../risk/challenge/challenge.ts';
import type { DriverAnswer } from '../../risk/challenge/challenge-drivers.ts';
import type { Margin } from '../../risk/challenge/margins.ts';
import type { OtherView } from '../../risk/challenge/other-views.ts';
import { bandText } from '../../risk/score/score-rows.ts';
import { sizeText } from '../stress/stress-words.ts';
import { formatNumber, formatShare } from '../text.ts';

const numberText = (value: number, unit: string): string =>
  unit === 'share' || unit === 'probability'
    ? formatShare(value, value < 0.1 ? 1 : 0)
    : formatNumber(value, value < 10 ? 1 : 0);

/** A margin in one sentence. */
export function marginWords({ direction, of, level, dimension, measured, now, needed, unit }: Margin): string {
  const what =
    of === 'likelihood'
      ? 'The probability'
      : `The impact on ${dimension!} (mean given the event${measured === undefined ? '' : ` of ${measured}`})`;
  return `${direction === 'up' ? 'Up' : 'Down'} to ${of} ${level}: ${what} would have to be ${numberText(needed, unit)}; it is ${numberText(now, unit)}.`;
}

/** What a driver, or two, would have to be, in one sentence, and how plausible that is. */
export function driverWords({
  direction,
  drivers,
  smallest,
  sizes,
  low,
  high,
  percentiles,
  edge,
}: DriverAnswer): string {
  const names = drivers.map(({ title }) => title).join(' and ');
  const to = `${direction === 'up' ? 'Up' : 'Down'} (probability ${formatShare(edge)})`;
  if (smallest.found === 'without')
    return `${to}, ${names}: there already with these draws (${formatShare(probabilityOf(smallest.without, direction))}).`;
  if (sizes === undefined)
    return `${to}, ${names}: cannot, at the end of the range it is ${formatShare(probabilityOf(smallest.most, direction))}.`;
  const parts = drivers.map((driver, k) => {
    const percentile = percentiles[k];
    const rare =
      percentile === undefined
        ? 'likened to no assumption'
        : `${formatShare(percentile)} of parameter sets go less far`;
    return `${sizeText(driver, sizes[k]!)} (${driver.unit}; ${rare})`;
  });
  const end = (at: number | undefined): string => (at === undefined ? 'beyond the range' : sizeText(drivers[0]!, at));
  const interval = drivers.length === 1 ? ` 95% interval ${end(low)} to ${end(high)}.` : '';
  return `${to}, ${names}: ${parts.join(' and ')}.${interval}`;
}

const probabilityOf = (share: number, direction: 'up' | 'down'): number => (direction === 'up' ? share : 1 - share);

/** A view under another scheme or horizon in one sentence. */
export function viewWords({ horizon, score }: OtherView): string {
  const { scheme, probability, likelihood, impact, rating, issue } = score;
  const text = issue
    ? 'an issue'
    : rating === undefined
      ? 'no score'
      : `${rating.score ?? ''} ${bandText(rating)}`.trim();
  return `${scheme.id} to ${horizon.slice(0, 7)}: ${text || rating!.cell}; probability ${formatShare(probability.share)}, likelihood ${likelihood.words}, impact ${impact?.label ?? 'not known'}.`;
}

/** Rows of `challenge.csv`. */
export function challengeTable({ score, margins, drivers, draws }: Challenge): Table {
  const columns = [
    'risk_id',
    'direction',
    'by',
    'what',
    'now',
    'needed',
    'needed_low',
    'needed_high',
    'unit',
    'less_far',
    'recorded',
    'draws',
    'words',
    'status',
  ];
  const about = { risk_id: score.event.id, status: score.status };
  const rows = [
    ...margins.map((margin): TableRow => ({
      ...about,
      direction: margin.direction,
      by: margin.of,
      what: margin.dimension ?? 'probability',
      now: margin.now,
      needed: margin.needed,
      unit: margin.unit,
      draws: score.draws,
      words: marginWords(margin),
    })),
    ...drivers.map((answer): TableRow => ({
      ...about,
      direction: answer.direction,
      by: answer.drivers.length === 1 ? 'driver' : 'pair',
      what: answer.drivers.map(({ id }) => id).join(' and '),
      now: answer.drivers[0]!.none,
      needed: answer.sizes?.[0],
      needed_low: answer.low,
      needed_high: answer.high,
      unit: answer.drivers.map(({ unit }) => unit).join(' and '),
      less_far: answer.percentiles.map((p) => (p === undefined ? '' : p.toFixed(3))).join(' and '),
      recorded: answer.recorded.map(({ figure, source }) => `${figure} (${source})`).join('; '),
      draws,
      words: driverWords(answer),
    })),
  ];
  return { columns, rows };
}

/** Rows of `risk-views.csv`: the same evidence under other schemes and horizons. */
export function viewsTable({ score: { event }, views }: Challenge): Table {
  const columns = [
    'risk_id',
    'horizon',
    'scheme',
    'scheme_status',
    'probability',
    'likelihood',
    'firmness',
    'impact',
    'score',
    'band',
    'issue',
    'status',
  ];
  return {
    columns,
    rows: views.map(({ horizon, score }) => ({
      risk_id: event.id,
      horizon: horizon.slice(0, 7),
      scheme: score.scheme.id,
      scheme_status: score.scheme.status,
      probability: score.probability.share,
      likelihood: score.likelihood.words,
      firmness: score.likelihood.firmness,
      impact: score.impact?.label ?? '',
      score: score.rating?.score,
      band: bandText(score.rating),
      issue: score.issue ? 'yes' : 'no',
      status: score.status,
    })),
  };
}
