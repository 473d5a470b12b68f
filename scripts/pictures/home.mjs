// The picture of a home's life: what a for-profit children's home can become, and what becomes of the children in it.
import { pieces } from './draw.mjs';

/** @param kit `theme` and `metrics` */
export function pictureOfHome(kit) {
  const { PALETTE, SECTOR_COLOURS, SEQUENTIAL_BLUES } = kit.theme;
  const { arrow, block, box, picture } = pieces(kit);
  const FAINT = SEQUENTIAL_BLUES[0].fill;
  const planned = { x: 16, y: 80, width: 196, height: 108 };
  const open = { x: 262, y: 80, width: 268, height: 240 };
  const converting = { x: 588, y: 80, width: 196, height: 158 };
  const other = { x: 588, y: 476, width: 196, height: 182 };
  const winding = { x: 262, y: 476, width: 268, height: 112 };
  const closed = { x: 16, y: 476, width: 196, height: 112 };
  const body = [
    box({
      ...planned,
      heading: 'Planned',
      paragraphs: [
        'Bought, planning permission, building, registering, staffed. Each step takes time and can end the project.',
      ],
      dashed: true,
    }),
    box({
      ...open,
      heading: 'Open, for profit',
      paragraphs: [
        'A new home fills over some months.',
        'A new owner may come: the places stay. After registration ends this needs a sale of shares.',
        'Its owner decides once: convert, sell, exit or remain. Homes mostly follow their owner.',
        'Some that remain do so for England: no new Welsh children until approval is needed.',
        'From then on, new children only with approval.',
      ],
      edge: SECTOR_COLOURS['for-profit'],
      fill: FAINT,
    }),
    box({
      ...converting,
      heading: 'Converting',
      paragraphs: [
        'Its owner converts it or sells it. Some months pass. New children still come.',
        'If it fails, the home gives notice, or stays as it was.',
      ],
      edge: SECTOR_COLOURS['for-profit'],
      dashed: true,
    }),
    box({
      ...other,
      heading: 'Open, not for profit or council',
      paragraphs: [
        'Keeps most places. Children stay, as far as there is room.',
        'Also reached at once: when it converts unasked, and, after registration has ended, by a rescue or a sale.',
        'Leaves at a rate of its own.',
      ],
      edge: SECTOR_COLOURS['not-for-profit'],
      fill: FAINT,
    }),
    box({
      ...winding,
      heading: 'Winding down',
      paragraphs: [
        'No new children.',
        'Those in it are displaced: they search, and keep their place until another is found or the home closes.',
      ],
      edge: PALETTE.orange,
    }),
    box({
      ...closed,
      heading: 'Closed',
      paragraphs: ['The places are gone.', 'Children still there have no place and search first of all.'],
      edge: PALETTE.darkGrey,
    }),
    arrow([
      [212, 130],
      [262, 130],
    ]),
    // Open to converting, and back when a transfer fails and the owner remains.
    arrow([
      [530, 120],
      [588, 120],
    ]),
    arrow([
      [588, 170],
      [530, 170],
    ]),
    // Failed transfers that exit.
    arrow([
      [588, 212],
      [558, 212],
      [558, 510],
      [530, 510],
    ]),
    arrow([
      [686, 238],
      [686, 476],
    ]),
    block('It succeeds.', 694, 362, 88).svg,
    // A notice.
    arrow([
      [300, 320],
      [300, 476],
    ]),
    block('Gives notice when', 310, 346, 236, { bold: true }).svg,
    ...[
      'its owner decides to exit,',
      'it leaves the register for good,',
      'it must move premises after registration has ended,',
      'or it stays too empty for too long once approval is needed.',
    ].reduce(
      (done, text) => {
        const b = block(text, 310, done.y, 236);
        return { y: done.y + b.height + 2, svg: [...done.svg, b.svg] };
      },
      { y: 366, svg: [] },
    ).svg,
    // At once.
    arrow([
      [262, 300],
      [114, 300],
      [114, 476],
    ]),
    block('Closes at once when', 124, 322, 134, { bold: true }).svg,
    block('its owner fails and nobody rescues it, or if for-profit registration itself were to end.', 124, 342, 134)
      .svg,
    arrow([
      [262, 560],
      [212, 560],
    ]),
    arrow([
      [588, 570],
      [530, 570],
    ]),
  ].join('');
  return picture({
    name: 'a-home',
    title: "The life of a for-profit children's home",
    subtitle: 'Each box is a state, each arrow a way to leave it. A broken frame is a state that passes.',
    alt:
      'Six states. Planned leads to open, for profit. From there a home may be converting, which leads to open, not for profit or ' +
      'council, or fails and leads back or to winding down. It may give notice and be winding down, then closed; or close at once ' +
      'when its owner fails. A converted home may wind down later. Children stay when a home converts, search when it gives notice, ' +
      'and have no place when it closes.',
    height: 708,
    body,
    note: 'Homes of councils and of not-for-profit bodies open, wind down and close in the same way, but no owner of theirs decides. Chances and months are rows of assumptions.csv.',
  });
}
