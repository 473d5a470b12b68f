// The picture of a month: every process of the engine, in its order.
import { pieces } from './draw.mjs';

/** What each process does, in few words, and the band of the picture in which it stands. */
const STEPS = {
  rules: ['law', 'Rules look at the month before and start levers.'],
  policy: ['law', 'The law of the month is read from dated rows.'],
  events: ['law', 'What the scenario says happens: closures, shocks.'],
  pipeline: ['supply', 'Planned homes open, and homes that no list names.'],
  owners: ['supply', 'Owners fail or decide. Notices and sales fall due.'],
  homes: ['supply', 'Homes leave the register. Empty ones give notice.'],
  fostering: ['supply', 'Households are approved and leave.'],
  'other country': ['supply', 'English children come and go.'],
  children: ['children', 'Children leave, turn 18, change need, move, enter.'],
  secure: ['children', 'Referrals to the secure home, day by day.'],
  search: [
    'search',
    'Everyone who needs a place, the most urgent first: own services, then other lawful ones, then for-profit ones, outside Wales, a substitute. Else the child waits.',
  ],
  nights: ['count', 'Nights in settings without registration.'],
  money: ['count', 'What care costs, and grants.'],
};
const BANDS = [
  ['law', 'The rules', 'What may be done this month'],
  ['supply', 'Places', 'How many there are'],
  ['children', 'Children', 'How many there are, and what they need'],
  ['search', 'Search', 'Who gets which place'],
  ['count', 'Counting', 'Changes nothing in the market'],
];

const LEFT = 16;
const BAND_WIDTH = 716;
const BOX_LEFT = 190;
const GAP = 10;
const BOX_HEIGHT = 68;
const IN_ROW = 3;

/** @param kit `theme`, `metrics` and `MONTH` (src/simulation/month.ts) */
export function pictureOfMonth(kit) {
  const { MONTH } = kit;
  const { PALETTE, SEQUENTIAL_BLUES } = kit.theme;
  const { arrow, block, box, line, picture } = pieces(kit);
  for (const { name } of MONTH)
    if (STEPS[name] === undefined) throw new Error(`the picture of the month lacks ${name}`);
  const order = MONTH.map((p) => BANDS.findIndex(([band]) => band === STEPS[p.name][0]));
  if (order.some((b, i) => i > 0 && b < order[i - 1]))
    throw new Error('the bands of the picture are not in the order of the month');
  let y = 76;
  let body = '';
  let number = 0;
  BANDS.forEach(([band, heading, what], b) => {
    const steps = MONTH.filter((p) => STEPS[p.name][0] === band);
    const rows = Math.ceil(steps.length / IN_ROW);
    const boxHeight = BOX_HEIGHT;
    const height = rows * boxHeight + (rows + 1) * GAP;
    body += `<rect x="${LEFT}" y="${y}" width="${BAND_WIDTH}" height="${height}" fill="${SEQUENTIAL_BLUES[0].fill}"/>`;
    body += line(heading, LEFT + 14, y + 30, { bold: true, size: 15, colour: '#000000' });
    body += block(what, LEFT + 14, y + 50, BOX_LEFT - LEFT - 30).svg;
    steps.forEach((p, i) => {
      const row = Math.floor(i / IN_ROW);
      const inRow = Math.min(IN_ROW, steps.length - row * IN_ROW);
      const width = (LEFT + BAND_WIDTH - BOX_LEFT - inRow * GAP) / inRow;
      const column = i - row * IN_ROW;
      body += box({
        x: BOX_LEFT + column * (width + GAP),
        y: y + GAP + row * (boxHeight + GAP),
        width,
        height: boxHeight,
        heading: `${(number += 1)}. ${p.name}`,
        paragraphs: [STEPS[p.name][1]],
        edge: PALETTE.darkBlue,
      });
    });
    if (b < BANDS.length - 1)
      body += arrow([
        [LEFT + 70, y + height],
        [LEFT + 70, y + height + 22],
      ]);
    y += height + 22;
  });
  const end = y - 22 - 40;
  // Back to the first step: the next month.
  body += arrow([
    [LEFT + BAND_WIDTH, end],
    [LEFT + BAND_WIDTH + 26, end],
    [LEFT + BAND_WIDTH + 26, 116],
    [LEFT + BAND_WIDTH, 116],
  ]);
  body += block('next month', LEFT + BAND_WIDTH + 6, 84, 46).svg;
  return picture({
    name: 'a-month',
    title: 'A month of the market, step by step',
    subtitle: 'The order keeps children and places from being counted twice.',
    alt:
      'Five bands from top to bottom, each with its steps in order. ' +
      BANDS.map(
        ([band, heading]) =>
          `${heading}: ${MONTH.filter((p) => STEPS[p.name][0] === band)
            .map((p) => p.name)
            .join(', ')}. `,
      ).join('') +
      'An arrow leads from the last band back to the first: the next month.',
    height: y + 34,
    body,
    note: `Numbers give the order. After step ${MONTH.length} the measures are recorded; they change nothing. Drawn from src/simulation/month.ts.`,
  });
}
