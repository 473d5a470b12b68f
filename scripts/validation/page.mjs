// The page docs/validation.md: what the forecasts knew in 2014, and what came. Every figure is computed here; so are the
// sentences that depend on which way a figure went.
const ORIGIN = '2014-03-31';
const LAST_AUTHORITIES = '2018-03-31';
const COUNTRY = 'W92000004';
const STEPS = 10;
const DRAWS = 2000;
/** Draws of each forecast of the many origins, where fewer are enough for scores. */
const ROLLING_DRAWS = 400;
const SEED = 1;
const SOURCE = 'Welsh Government, children looked after at 31 March, 2003 to 2024, and market-stability';

const whole = (value) => Math.round(value).toLocaleString('en-GB');
const percent = (share, decimals = 0) => `${(100 * share).toFixed(decimals)} %`;
const signed = (share, decimals = 0) => `${share >= 0 ? '+' : '-'}${(100 * Math.abs(share)).toFixed(decimals)} %`;
const two = (value) => value.toFixed(2);
const one = (value) => value.toFixed(1);
const row = (cells) => `| ${cells.join(' | ')} |`;
const table = (head, rows) => [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

export function agesOf(rows) {
  const ages = new Map();
  for (const r of rows) {
    if (r.area_code !== COUNTRY || r.placement_type !== 'all' || r.age_band === 'all' || r.children === '') continue;
    const band = ages.get(r.age_band) ?? new Map();
    ages.set(r.age_band, band);
    band.set(Number(r.date.slice(0, 4)), Number(r.children));
  }
  return ages;
}

/** What a history up to its last year says on how far four years can go, and whether growth follows growth. */
function runsOf(known) {
  const growth = known.slice(1).map(({ value }, i) => value / known[i].value - 1);
  const four = known
    .slice(4)
    .map(({ date, value }, i) => ({ from: known[i].date, to: date, change: value / known[i].value - 1 }));
  const mean = growth.reduce((s, g) => s + g, 0) / growth.length;
  let [product, square] = [0, 0];
  growth.forEach((g, i) => {
    square += (g - mean) ** 2;
    if (i > 0) product += (g - mean) * (growth[i - 1] - mean);
  });
  return { growth, most: four.reduce((a, b) => (b.change > a.change ? b : a)), correlation: product / square };
}

function scoreRows(kit, scores) {
  return scores.map(({ method, score }) => [
    kit.METHOD_NAMES[method],
    one(score.mae),
    two(score.mase),
    two(score.rmsse),
    one(score.crps),
    one(score.pinball),
    ...[score.covered_50, score.covered_80, score.covered_90, score.covered_95].map(two),
    one(score.bias),
  ]);
}
const SCORE_HEAD = [
  'method',
  'MAE',
  'MASE',
  'RMSSE',
  'CRPS',
  'pinball',
  'in 50 %',
  'in 80 %',
  'in 90 %',
  'in 95 %',
  'median less count',
];

export function validation(kit, { history, names, ages }) {
  const test = kit.blindTest(history, ORIGIN, { steps: STEPS, draws: DRAWS, seed: SEED });
  const own = test.cases.filter((c) => c.method === 'panel');
  const country = own.filter((c) => c.area.code === COUNTRY);
  const known = kit.knownCounts(history, COUNTRY);
  const before = known.filter(({ date }) => date <= ORIGIN);
  const last = before.at(-1).value;
  const at = (date) => known.find((k) => k.date === date).value;
  const rise = known.at(-1).value / at('2015-03-31') - 1;
  const runs = runsOf(before);
  const medianOf = (date) => country.find((c) => test.dateOf(c) === date);
  const end = country.at(-1);
  const first = country[0];
  const in80 = (c) => c.actual >= c.statistics.p10 && c.actual <= c.statistics.p90;
  const in95 = (c) => c.actual >= c.statistics.p025 && c.actual <= c.statistics.p975;
  const authorities = own.filter((c) => c.area.level === 'authority' && test.dateOf(c) <= LAST_AUTHORITIES);
  const scores = kit.blindScores(test, 'authority', LAST_AUTHORITIES);
  const countryScores = kit.blindScores(test, 'country', known.at(-1).date);
  const of = (list, method) => list.find((s) => s.method === method).score;
  const panel = of(scores, 'panel');
  const naive = of(scores, 'naive');
  const better = (score) =>
    scores.filter((s) => s.method !== 'panel' && s.score[score] < panel[score]).map((s) => kit.METHOD_NAMES[s.method]);
  const last18 = authorities.filter((c) => test.dateOf(c) === LAST_AUTHORITIES);
  const missed = last18.filter((c) => !in95(c)).sort((a, b) => b.actual / b.last - a.actual / a.last);
  const over = missed.filter((c) => c.actual > c.statistics.p975);
  const nameOf = (c) => names.get(c.area.code);
  const compare = (share) => (share < 0 ? `${percent(-share)} under` : `${percent(share)} over`);

  const places = history.dates.map((date, t) => ({ date, t }));
  const rolling = kit
    .backtestCounts(history, {
      steps: 3,
      draws: ROLLING_DRAWS,
      seed: SEED,
      firstOrigin: places.find(({ date }) => date === '2006-03-31').t,
      lastOrigin: places.find(({ date }) => date === '2017-03-31').t,
    })
    .filter((c) => c.group === test.cases[0].group && Number(c.origin.slice(0, 4)) + c.horizon <= 2018);
  const rollingOf = (level, method) =>
    kit.scoreOf(rolling.filter((c) => c.area.level === level && c.method === method));
  const levels = [
    ['authority', 'authorities'],
    ['region', 'regions'],
    ['country', 'the country'],
  ];

  const sum = (bands, year) => bands.reduce((s, band) => s + ages.get(band).get(year), 0);
  const young = (year) => sum(['0', '1-4', '5-9'], year);
  const old = (year) => sum(['10-15', '16-17'], year);
  const charts = {
    'validation-country.svg': kit.blindPathChart(test, COUNTRY, {
      title: `Children looked after in Wales: a forecast from ${ORIGIN.slice(0, 4)}, and what came`,
      source: SOURCE,
    }),
    'validation-authorities.svg': kit.blindAreasChart(test, LAST_AUTHORITIES, names, {
      title: `${last18.filter(in80).length} of ${last18.length} authorities came inside the 80% range after four years`,
      source: SOURCE,
    }),
  };

  const page = `# Validation: Wales, forecast blind

This page is written by \`npm run validation\` (\`scripts/build-validation.mjs\`), and a test checks that it is what the run makes. The
model was given the counts of children looked after of the 22 authorities of Wales at 31 March 2003 to 2014 and nothing later:
no law, no policy, no population. It then forecast
${last18.length} authorities to 2018, the last year for which this data set has published counts by authority, and Wales to 2024. ${DRAWS.toLocaleString('en-GB')} draws, seed ${SEED}.
Counts are published by the Welsh Government; forecasts are \`estimated\`. How the method came to be chosen is told in
[decision 13](decisions/0013-forecasts-from-one-panel.md): it was compared on Wales among others, so this is a fair test of the
forecast but not of the choice of method.

## Wales to 2024

![${charts['validation-country.svg'].altText}](pictures/validation-country.svg)

${table(
  ['31 March', 'came', 'last count (naive)', 'median', '80 % range', '95 % range', 'inside'],
  country.map((c) => [
    test.dateOf(c).slice(0, 4),
    whole(c.actual),
    whole(last),
    whole(c.statistics.p50),
    `${whole(c.statistics.p10)} to ${whole(c.statistics.p90)}`,
    `${whole(c.statistics.p025)} to ${whole(c.statistics.p975)}`,
    in80(c) ? '80 %' : in95(c) ? '95 %' : 'neither',
  ]),
)}

Over the ${country.length} years the median of this toolkit missed by ${whole(of(countryScores, 'panel').mae)} children on average and the last count by ${whole(of(countryScores, 'naive').mae)}. The best of
all methods by this error was ${kit.METHOD_NAMES[countryScores.reduce((a, b) => (b.score.mae < a.score.mae ? b : a)).method]} (${whole(Math.min(...countryScores.map((s) => s.score.mae)))}). One path of one country is a single case, not ${country.length}.

## The authorities, 2015 to 2018

![${charts['validation-authorities.svg'].altText}](pictures/validation-authorities.svg)

${table(SCORE_HEAD, scoreRows(kit, scores))}

${authorities.length} counts, one to four years ahead, all from one origin. The error of the median is ${compare(panel.mae / naive.mae - 1)} that of the last count and
the score of the whole distribution (CRPS) ${compare(panel.crps / naive.crps - 1)}. ${better('mae').length === 0 ? 'No method had a smaller error' : `A smaller error had: ${better('mae').join(', ')}`}; ${better('crps').length === 0 ? 'none had a better distribution.' : `a better distribution: ${better('crps').join(', ')}.`}

${table(
  ['authority', '2014', 'came 2018', 'median', '80 % range', '95 % range', 'error', 'error of last count'],
  last18
    .toSorted((a, b) => b.last - a.last)
    .map((c) => [
      nameOf(c),
      whole(c.last),
      whole(c.actual),
      whole(c.statistics.p50),
      `${whole(c.statistics.p10)} to ${whole(c.statistics.p90)}`,
      `${whole(c.statistics.p025)} to ${whole(c.statistics.p975)}${in95(c) ? '' : ' (missed)'}`,
      whole(Math.abs(c.statistics.p50 - c.actual)),
      whole(Math.abs(c.last - c.actual)),
    ]),
)}

## From every year, 2006 to 2017

One test of one year is luck as much as skill. From each 31 March with at least four counts before it, one to three years ahead
(${ROLLING_DRAWS} draws each), all children:

${table(
  [
    'areas',
    'cases',
    ...['MAE', 'CRPS'].flatMap((s) => [`${s}, toolkit`, `${s}, last count`]),
    'gain in MAE',
    'gain in CRPS',
    'in 80 %',
    'in 95 %',
  ],
  levels.map(([level, name]) => {
    const [a, b] = [rollingOf(level, 'panel'), rollingOf(level, 'naive')];
    return [
      name,
      String(a.cases),
      ...[a.mae, b.mae, a.crps, b.crps].map(one),
      percent(1 - a.mae / b.mae),
      percent(1 - a.crps / b.crps),
      two(a.covered_80),
      two(a.covered_95),
    ];
  }),
)}

## Where it fails

- **The first years.** Wales fell by ${percent(1 - at('2015-03-31') / last, 1)} in the first year, against ${signed(first.statistics.p50 / last - 1, 1)} in the median, because the growth of 2009 to 2012 was still in the trend. The last count was the better
  forecast of Wales in ${country.filter((c) => Math.abs(c.actual - last) < Math.abs(c.actual - c.statistics.p50)).length} of the ${country.length} years.
- **The rise after 2015.** From 2015 to 2024 the count of Wales rose by ${percent(rise)}, most of it by ${percent(at('2020-03-31') / at('2015-03-31') - 1)} in the five years to 2020. Ten years ahead the median was ${whole(end.statistics.p50)},
  ${whole(Math.abs(end.actual - end.statistics.p50))} ${end.actual > end.statistics.p50 ? 'too few' : 'too many'}, and the 80 % range, ${whole(end.statistics.p10)} to ${whole(end.statistics.p90)}, ${in80(end) ? 'holds what came' : 'does not hold what came'}. A range that wide warns of a rise; it does not foretell one.
- **Single authorities.** After four years ${last18.filter(in80).length} of ${last18.length} are inside 80 % and ${last18.filter(in95).length} inside 95 %. ${over.length === 0 ? 'None rose above its range.' : `Above their range: ${over.map((c) => `${nameOf(c)} (${whole(c.last)} to ${whole(c.actual)})`).join(', ')}.`} ${
    missed.length === over.length
      ? 'None fell below.'
      : `Below: ${missed
          .filter((c) => !over.includes(c))
          .map((c) => `${nameOf(c)} (${whole(c.last)} to ${whole(c.actual)})`)
          .join(', ')}.`
  }
  What an authority decides (a new front door, an edge-of-care team, a court that changes practice) is not in its past counts.

## What in the history could have warned

- **It had happened before.** From ${runs.most.from.slice(0, 4)} to ${runs.most.to.slice(0, 4)} Wales had risen by ${percent(runs.most.change)} in four years. A rise of the size that came was no new kind of event, and the ranges should hold one
  a decade: ${in95(medianOf('2020-03-31')) ? `the ${whole(at('2020-03-31'))} of 2020 lies inside the 95 % range of ${whole(medianOf('2020-03-31').statistics.p025)} to ${whole(medianOf('2020-03-31').statistics.p975)}` : `the ${whole(at('2020-03-31'))} of 2020 lies outside the 95 % range of ${whole(medianOf('2020-03-31').statistics.p025)} to ${whole(medianOf('2020-03-31').statistics.p975)}`}.
- **Years of growth come together.** The correlation of one year's growth with the next was ${two(runs.correlation)} in 2003 to 2014, from ${runs.growth.length - 1} pairs. So few pairs cannot
  tell a run from chance, but a plan that reads one flat year as the end of a rise reads too much into it.
- **The young had grown more than the old.** From 2009 to 2014 children under 10 rose by ${percent(young(2014) / young(2009) - 1)} (${whole(young(2009))} to ${whole(young(2014))}), those of 10 and over by ${percent(old(2014) / old(2009) - 1)}. Who is
  looked after young often stays: by 2018 those of 10 and over had risen by ${percent(old(2018) / old(2014) - 1)} (${whole(old(2014))} to ${whole(old(2018))}). This forecast counts heads and
  does not see ages; the simulation does, by ages at entry and the survival of stays.
- **What no count could tell** is why: practice of courts and councils, poverty, the arrival of children who seek asylum. The history of
  starts and ends by authority, which could show a change before the stock does, is not in this data set.

A forecast from history is a check on the simulation and a floor for its ranges. It is not the plan's figure.
`;
  return { page, charts, test };
}
