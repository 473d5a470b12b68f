// The page docs/scenarios.md from the files of the library and a table of effects.
import { FIGURES, YEARS } from './effects.mjs';

/** Scenarios of the library in the order in which a Board would read them; the first is the reference. */
export const LIBRARY = [
  'as-legislated',
  'no-policy',
  'managed-transition',
  'early-exit',
  'cliff-at-2030',
  'pipeline-slippage',
  'demand-surge',
  'workforce-squeeze',
  'england-pull',
  'prevention-works',
  'approval-date-earlier',
  'largest-owner-leaves',
  'compound-stress',
];

const BEGIN = '<!-- effects: begin -->';
const END = '<!-- effects: end -->';

const cell = (text) => String(text).replaceAll('|', '\\|').replaceAll('\n', ' ');
const table = (header, rows) =>
  [header, header.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');

/** What stands between the marks of a page that was written before. */
export function effectsIn(page) {
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  return begin < 0 || end < 0 ? '' : page.slice(begin + BEGIN.length, end).trim();
}

/**
 * Text of the page.
 *
 * @param scenarios the library in order, each `{ scenario, own }`: with what it extends taken in, and as its file has it
 * @param diff rows in which a scenario differs from the reference
 * @param effects markdown of the effects
 */
export function scenariosPage(scenarios, diff, effects) {
  const [reference] = scenarios;
  return `# The library of scenarios

This page is written by \`npm run scenarios\` from the files in \`data/scenarios\`, so that it cannot differ from them. Run one by its
name: \`npx market-stability run cliff-at-2030\`. \`npx market-stability diff as-legislated cliff-at-2030\` prints in what two
of them differ. None of them names an area, an owner or a service, so each works for any data set.

A scenario is a statement of the form "if". Its figures are projections under it, never predictions, and no scenario here
has a probability. A lever is chosen by somebody; an event happens and nobody chose it; an assumption is a quantity that
nobody knows, given by one number or a range. Each scenario says what its numbers rest on: A is an official figure of
Wales, B a figure of Wales at second hand, C from England or elsewhere, X has no source and was assumed. Most of what matters
here is X: the scenarios show what would follow, not what is likely.

${table(
  ['scenario', 'name', 'claims by strength of evidence'],
  scenarios.map(({ scenario, own }) => [
    `[${scenario.title}](#${scenario.title.toLowerCase().replaceAll(' ', '-')})`,
    `\`${scenario.name}\``,
    ['A', 'B', 'C', 'X']
      .map((strength) => [own.evidence.filter((row) => row.strength === strength).length, strength])
      .filter(([count]) => count > 0)
      .map(([count, strength]) => `${count} ${strength}`)
      .join(', '),
  ]),
)}

${scenarios.map((one) => section(one, reference, diff)).join('\n\n')}

## What they do to the figures

${BEGIN}

${effects}

${END}

## A scenario of your own

Write a YAML file that begins as those of the library do; editors that know the language server of YAML then complete its
keys from \`schemas/scenario.schema.json\`. \`extends: cliff-at-2030\` takes another scenario in: its levers, events and correlations come
first, and what the file says about an assumption or a date stands over it. \`npx market-stability check FILE\` says what is
wrong, in which line, what is allowed and how to mend it. Put it in \`scenarios\` inside the folder of your data set and it
is found by name. \`summary\` and \`evidence\` go into the record of each run; they, the title and the seed change no figure and no
digest.
`;
}

function section({ scenario, own }, reference, diff) {
  const rows = scenario.name === reference.scenario.name ? [] : diff(reference.scenario, scenario);
  const based =
    own.extends === undefined || own.extends === reference.scenario.name
      ? ''
      : ` It builds on \`${own.extends}\`, whose evidence holds here too.`;
  const differs =
    rows.length === 0
      ? ''
      : `What differs from "${reference.scenario.title}":${based === '' ? '' : based}

${table(
  ['what', 'there', 'here'],
  rows.map((row) => [row.what, row.before, row.after]),
)}

`;
  return `## ${scenario.title}

${own.summary.trim()}

${differs}What it rests on:

${table(
  ['claim', 'source', 'strength'],
  own.evidence.map((row) => [row.claim, row.source, row.strength]),
)}`;
}

/** Markdown of the effects of scenarios, from `effectsOf`. */
export function effectsText({ rows, reference, draws, seed }, version, status) {
  const number = ({ mean, error }) => {
    const decimals = error >= 1 || mean === 0 ? 0 : 1;
    const text = (x) =>
      x
        .toFixed(decimals)
        .replace(/\B(?=(\d{3})+(?!\d))/g, ',')
        .replace(/^-(0(?:\.0+)?)$/, '$1');
    return `${text(mean)} ± ${text(error)}`;
  };
  const tables = YEARS.map((year, y) => {
    const of = (row) => row.cells.slice(y * FIGURES.length, (y + 1) * FIGURES.length);
    return `### 31 March ${year}

${table(
  ['scenario', ...FIGURES.map((figure) => figure.title)],
  rows.map((row, i) => [
    i === 0 ? `${row.scenario.title}, the figure itself` : row.scenario.title,
    ...of(row).map((c) => number(i === 0 ? c : c.effect)),
  ]),
)}`;
  });
  return `Wales as shipped, ${draws} draws, seed ${seed}, version ${version}, plan of the reference ${reference.digest.slice(0, 12)}. ${status} The first row is the
mean of the reference, the others the mean difference from it on the same luck; behind ± stands the Monte Carlo error (one
standard error, over pairs of draws), which says nothing on how unsure the assumptions are. Money is in pounds of ${reference.money.priceBase}.
${draws} draws are enough for the sign and rough size, not for a paper.

What to heed: most of an effect on cost goes through the price of bought care, which follows scarcity by an elasticity that has no
source (\`scarcity_elasticity\`, 0.1 to 1.5), and is not the cost of the places themselves. Effects of scenarios do not add up.

${tables.join('\n\n')}`;
}
