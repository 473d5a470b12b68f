import { DAMPING, TREND_YEARS } from '../../calibration/children/joint-draws.ts';
import { OWN_YEARS } from '../../calibration/children/observations.ts';
import { quantileOf } from '../../calibration/children/posterior-checks.ts';
import { statusSentence } from '../../domain/status.ts';
import { escapeMarkdown } from '../notebook.ts';
import { formatNumber } from '../text.ts';
import type { AboutFit } from './children-tables.ts';

/** Above this, draws of a fit are not steady. */
const POOR_R_HAT = 1.05;

const whole = (value: number): string => formatNumber(Math.round(value));
const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;
const times = (value: number): string => value.toFixed(2);

/** Median and 90 % interval of some draws. */
function interval(draws: Float64Array, print: (value: number) => string): string {
  return `${print(quantileOf(draws, 0.5))} (${print(quantileOf(draws, 0.05))} to ${print(quantileOf(draws, 0.95))})`;
}

/** What was found, in lines for a terminal. */
export function childrenLines(about: AboutFit): string[] {
  const { fit, inputs } = about;
  const { draws } = fit;
  const lines = [
    `Entries to care in the year to ${fit.date}, ${fit.codes.length} areas, with 90 % intervals (${fit.status}):`,
    `  entries: ${interval(draws.entries, whole)} children a year${fit.unaccompanied.followed ? `, ${whole(fit.unaccompanied.perYear)} of them unaccompanied` : ''}`,
    `  entries_trend: ${interval(draws.entries_trend, percent)} a year over ${TREND_YEARS} years`,
    `  entries_overdispersion: ${interval(draws.entries_overdispersion, times)} (1 is chance alone)`,
  ];
  if (draws.stay_scale !== undefined) lines.push(`  stay_scale: ${interval(draws.stay_scale, times)}`);
  const from = Object.entries(inputs.origins).map(([table, origin]) => `${table} (${origin})`);
  lines.push(`  read beside ${about.file}: ${from.join(', ')}`);
  if (fit.ended.length > 0)
    lines.push(
      `  ended, and left out: ${fit.ended.slice(0, 5).join(', ')}${fit.ended.length > 5 ? ' and others' : ''}`,
    );
  for (const { quantity, r_hat } of fit.checks)
    if (r_hat > POOR_R_HAT)
      lines.push(`  not steady: ${quantity} (R-hat ${r_hat.toFixed(2)}); ask for more --sets before it is used`);
  return lines;
}

/** `fit.md`: what was fitted to what, what came out, and what it cannot say. */
export function childrenPage(about: AboutFit): string {
  const { fit, inputs, repairs } = about;
  const { draws } = fit;
  const own = fit.rates.filter((row) => row.age_band === 'all' && row.area_code !== 'all');
  const count = (basis: string): number => own.filter((row) => row.basis === basis).length;
  const rows = [
    `| entries, children a year | ${interval(draws.entries, whole)} |`,
    `| growth of entries a year | ${interval(draws.entries_trend, percent)} |`,
    `| variance of monthly entries over their mean | ${interval(draws.entries_overdispersion, times)} |`,
    ...(draws.stay_scale ? [`| length of stays beside stays.csv | ${interval(draws.stay_scale, times)} |`] : []),
  ];
  const drift = fit.mix
    .filter((row) => !fit.codes.includes(row.area_code) && row.drift !== undefined)
    .map(
      (row) =>
        `| ${escapeMarkdown(row.placement_type)} | ${percent(row.share)} | ${percent(row.drift!)} | ${percent(row.drift_error!)} |`,
    );
  const text = [
    '# Entries, stays and needs of children looked after',
    '',
    `Fitted to ${escapeMarkdown(about.file)}, ${fit.firstDate} to ${fit.date}. **${statusSentence(fit.status)}** These are rates of the past under a model, not predictions.`,
    '',
    '| quantity | median (90 % interval) |',
    '| --- | --- |',
    ...rows,
    '',
    `Of ${own.length} areas, ${count('starts')} have starts of their own in the last ${OWN_YEARS} years; ${count('stock')} are read from the children that they look after and the length of stays; ${count('other areas')} from other areas alone. Rates are starts over child-years, pooled: the fewer children, the more an area leans on the others. exposure.csv holds both.`,
    '',
    `The growth is the mean over ${TREND_YEARS} years of a path on which ${percent(DAMPING)} of a trend is left a year later, with shocks of its own. Suppressed and rounded counts were read as ranges.`,
    '',
    draws.stay_scale
      ? 'Starts and stays belong together: a draw with more entries has shorter stays, so that the stock of that day holds. Take assumptions.csv, posterior.parquet, flows.csv, stays.csv and needs.csv together.'
      : 'No stock by area was there, so nothing is learnt of the length of stays.',
    ...(fit.unaccompanied.followed
      ? [
          '',
          `Unaccompanied children (${whole(fit.unaccompanied.perYear)} a year, an assumption) are held apart, as the simulation does.`,
        ]
      : []),
    ...(drift.length > 0
      ? [
          '',
          '| placement type | share | change of the share a year | standard error |',
          '| --- | --- | --- | --- |',
          ...drift,
        ]
      : []),
    '',
    '## What each table is from',
    '',
    ...Object.entries(inputs.origins).map(([table, origin]) => `- ${table}: ${origin}`),
    ...(repairs.length > 0
      ? [
          '',
          '## What was mended or is absent',
          '',
          ...repairs.slice(0, 50).map((r) => `- ${escapeMarkdown(`${r.found}: used ${r.used}; ${r.why}`)}`),
        ]
      : []),
    '',
    '## What it cannot say',
    '',
    '- Where starts are not known by age, the ages come from those looked after and from the shape of stays.',
    '- Stocks are read as those of steady years at the fitted levels; stays that changed of late look like changed starts.',
    '- Changes of need between placements (need_change, need_change_down) are not fitted; they stay as they are in the data set.',
    '- An area without starts or children of its own gets the rate of all others, with the width of how areas differ.',
  ];
  return `${text.join('\n')}\n`;
}
