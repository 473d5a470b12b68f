import { AGE_BANDS, PLACEMENT_TYPES } from '../../dist/domain/vocabulary.js';
import { markdownTable } from './markdown.mjs';
import { HAZARDS } from './stays.mjs';
import { sum } from './tables.mjs';

const one = (x) => x.toFixed(1);

/** Share of each placement type at entry, a row an age band. */
export const needsRows = ({ shares }) =>
  AGE_BANDS.map((age_band, b) => ({
    age_band,
    ...Object.fromEntries(PLACEMENT_TYPES.map((type, t) => [type, shares[b][t].toFixed(3)])),
  }));

/** How well the mix is held, a row a placement type. Secure care counts as residential. */
export const mixRows = ({ target, held, heldByStart }) =>
  PLACEMENT_TYPES.flatMap((type, t) =>
    sum(target[t]) === 0
      ? []
      : [
          {
            type: type === 'residential' ? 'residential and secure' : type,
            baseline: sum(target[t]),
            held: one(sum(held[t])),
            difference: one(sum(held[t]) - sum(target[t])).replace(/^-0\.0$/, '0.0'),
            each_type_by_itself: one(sum(heldByStart[t])),
            ...Object.fromEntries(AGE_BANDS.map((band, b) => [`at ${band}`, `${target[t][b]} / ${one(held[t][b])}`])),
          },
        ],
  );

/** Fall of foster care, in per cent, when the needs of each type are solved by itself. */
const lostFoster = ({ target, heldByStart }) => 100 * (1 - sum(heldByStart[0]) / sum(target[0]));

/** Share at entry in whole per cent. */
const percentOf = ({ shares }, band, type) =>
  `${Math.round(100 * shares[AGE_BANDS.indexOf(band)][PLACEMENT_TYPES.indexOf(type)])} %`;

/** Children who would be counted in another cell than in the baseline, of all placement types and ages. */
const misplaced = ({ target, held }) =>
  sum(target.map((row, t) => sum(row.map((n, b) => Math.abs(held[t][b] - n))))) / 2;

const tableOf = (rows) =>
  markdownTable(
    Object.keys(rows[0]).map((name) => name.replaceAll('_', ' ')),
    rows.map((row) => Object.values(row)),
  );

function staysTable(stays) {
  const head = [
    'age at entry',
    'baseline',
    'held by these entries',
    'entries a year',
    'still there after 6 months',
    'after 2 years',
    'after 5 years',
  ];
  const shares = (s) => [s.afterSixMonths, s.afterTwoYears, s.afterFiveYears].map((share) => share.toFixed(2));
  const all = ['stock', 'fitted', 'entries'].map((name) => sum(stays.map((s) => s[name])));
  return markdownTable(head, [
    ...stays.map((s) => [s.age_band, s.stock, one(s.fitted), one(s.entries), ...shares(s)]),
    ['all', all[0], one(all[1]), one(all[2]), '', '', ''],
  ]);
}

const hazardsTable = () =>
  markdownTable(
    ['age at entry', 'share a month that leaves, from the month of stay on (before the times are stretched)'],
    AGE_BANDS.map((band) => [
      band,
      HAZARDS[band].map(([from, hazard]) => `${from}: ${(100 * hazard).toFixed(2)} %`).join(', '),
    ]),
  );

/** The part of the page on entries, stays and needs. */
export function steadyText({ stays, stretch, newbornShare }, needs, unaccompanied) {
  const babies = stays[0];
  const adoption = PLACEMENT_TYPES.indexOf('adoption');
  const late = sum(needs.held[adoption].slice(3));
  const others = sum(stays.map((s) => s.stock)).toLocaleString('en-GB');
  return `## Unaccompanied children apart

Unaccompanied children come at 10 to 17, stay to their 18th birthday and do not return to parents, so they follow a law of
their own. ${unaccompanied.all} of the children of the baseline are taken to be unaccompanied (\`unaccompanied_at_start\`), spread over the authorities by child
population: ${unaccompanied.younger} of 10 to 15 in foster care, ${unaccompanied.olderFoster} of 16 and 17 in foster care and ${unaccompanied.independent} in supported accommodation
(\`unaccompanied_independent\`, from England). With ${unaccompanied.perYear} who start a year (\`entries_unaccompanied\`, an assumption) the stock holds when ${Math.round(100 * unaccompanied.youngerShare)} % of
them come before 16, at ages that are even in each band; a run solves that share anew for the number of each draw. Above ${Math.floor((unaccompanied.all * 12) / 12.5)} a year nobody
comes before 16 and the stock grows to what so many hold. So ${Math.round((100 * unaccompanied.younger) / unaccompanied.all)} % of the stock is under 16; in
England it was 13 % at 31 March 2022 (https://careappointments.com/care-news/england/188560/lone-asylum-seeking-children-looked-after-in-england-up-by-third-in-a-year/), which would
speak for more starts a year than assumed. Which child is unaccompanied is in no table: the cells are \`estimated\`.

## Entries and stays that hold it steady

All that follows is about the other ${others} children.

\`stays.csv\` is \`estimated\`: solved from the published stock and flow. No table of stays in care is public for Wales, so the
shape of the hazards below is an assumption. All times are stretched by one factor (${stretch.toFixed(3)}) so that the entries
which hold the ages of the baseline add to ${(2000 - unaccompanied.perYear).toLocaleString('en-GB')} a year: the published number of starts in 2023-24, 2,000, less the unaccompanied.
Entries are even over the ages of a band, save that ${100 * newbornShare} % of those under one come in the first month of life (\`entry_newborn_share\` in
\`assumptions.csv\`).

${hazardsTable()}

Hazards are high in the first six months and then fall. Babies alone have a second rise, from 12 to 36 months: adoption and
special guardianship orders.

${staysTable(stays)}

**What speaks for ${Math.round(babies.entries)} entries under one.** In 2018, 83 newborns in 10,000 births in Wales came into care proceedings within two
weeks of birth, and they were 52 % of all infants in proceedings
(https://www.nuffieldfjo.org.uk/news/newborn-babies-in-care-proceedings-doubled-wales-since-2015). With the 30,530 children
under one in mid-2019 that is about 490 infants a year. Proceedings are not starts, so this is a check and not a control.
Entries at other ages have no check: an authority's own starts by age, put into \`flows.csv\`, take their place.

## Needs at entry that hold the mix

\`needs.csv\` is \`estimated\`: the shares at entry with which those entries and stays hold the placement mix of the baseline, when
${100 * needs.changes.stepUpPerYear} % of children of 10 and over in foster care come to need residential care in a year and ${100 * needs.changes.stepDownPerYear} % go back (central values of
\`need_change\` and \`need_change_down\`). Secure care is entered from residential care and counts as residential. No table of first
placements by age was readable, so the shares are not observed: they answer what would hold the mix. Read no practice into a row.
Few children who enter at 1 to 4 go to foster care here (${percentOf(needs, '1-4', 'foster')}) because so many of that age came as babies and stayed, and many who enter at
10 to 15 go to residential care (${percentOf(needs, '10-15', 'residential')}) because few are assumed to come there from foster care later: a higher step-up would lower that share.

${tableOf(needsRows(needs))}

**How well it is held** (baseline / held). ${Math.round(misplaced(needs))} of ${others} children are in another cell than in the baseline, in the main because
stays depend on age alone: some who entered to be placed for adoption stay in that type past their tenth birthday (${Math.round(late)} here, none in
the baseline). The totals of the types weigh more than the cells, and are held. "Each type by itself" is what the solution
without this gives once its shares are brought to 1: foster care would fall by ${Math.round(lostFoster(needs))} % for no reason but arithmetic.

${tableOf(mixRows(needs))}
`;
}
