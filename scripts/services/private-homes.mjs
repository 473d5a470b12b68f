/*
 * For-profit homes: 264 with 1,022 places.
 *
 * 222 homes in 2022, growing at 8.4 % a year as they did from 2012, make 261 in March 2024; 264 brings the whole
 * register to the 314 homes reported for 2024. Places for children looked after are 762 in March 2022 (short breaks
 * and respite left out) grown with the homes to about 890; the other 306 of the 1,068 registered are held as they were.
 * What those 306 are is not published. Since 85 % of the 1,068 and about 87 % of the 762 are private, about 245 of
 * them must be; the split by use below is a choice.
 *
 * Each kind: [registered for, homes, places, sizes, share of each size].
 */

/** Private homes in England at 31 March 2025 by places, 1 to 7 and more (Ofsted). Here 7 and more is 7 to 9. */
const ENGLAND_SIZES = [1, 2, 3, 4, 5, 6, 7, 8, 9];
const ENGLAND_SHARES = [0.09, 0.216, 0.286, 0.211, 0.099, 0.058, 0.022, 0.012, 0.006];

export const privateHomeKinds = [
  { registeredFor: 'general', homes: 190, places: 636, sizes: ENGLAND_SIZES, shares: ENGLAND_SHARES },
  { registeredFor: 'disability', homes: 25, places: 115, sizes: [2, 3, 4, 5, 6, 7, 8], shares: [1, 2, 3, 3, 2, 1, 1] },
  { registeredFor: 'emergency', homes: 6, places: 9, sizes: [1, 2, 3], shares: [3, 2, 1] },
  { registeredFor: 'short-break', homes: 26, places: 130, sizes: [3, 4, 5, 6, 7, 8], shares: [1, 3, 4, 2, 1, 1] },
  { registeredFor: 'residential-school', homes: 11, places: 105, sizes: [8, 9, 10, 11, 12], shares: [2, 2, 2, 1, 1] },
  { registeredFor: 'parent-and-child', homes: 6, places: 27, sizes: [3, 4, 5, 6], shares: [1, 3, 2, 1] },
];

/*
 * Homes of each for-profit owner, largest first. In 2017 nine owners with five or more settings had about 65 % of
 * homes. Homes have doubled since and, as in England, most of the growth was in small owners; so ten for-profit owners
 * (and two councils) have five or more here, with about 60 %. Then a long tail: four of 4, five of 3, nine of 2 and
 * thirty-six of one home.
 */
export const privateOwnerSizes = [
  ...[34, 29, 24, 21, 18, 15, 13, 11, 8, 6],
  ...Array(4).fill(4),
  ...Array(5).fill(3),
  ...Array(9).fill(2),
  ...Array(36).fill(1),
];

/** How much likelier an owner is to take a home in its own region than one elsewhere. A choice. */
export const NEARBY = 6;
