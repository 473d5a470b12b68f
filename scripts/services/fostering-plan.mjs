/*
 * Fostering, mainstream households (kin left out).
 *
 * About 3,800 fostering families less about 1,150 of kin leaves 2,650. In March 2022 authorities had 2,040 of the
 * children with carers who are not kin and agencies 1,275: 38.5 % with agencies, and households are split alike
 * (in England the two fill about the same share of their places). Welsh Government puts private fostering at 35 %,
 * so about 9 % of agency care is not-for-profit; one council counted 7 %.
 */
export const AUTHORITY_HOUSEHOLDS = 1631;

/*
 * Agencies: 24, so that they are just over half of 46 fostering services (2020-21); five not-for-profit, as among the
 * members of the Fostering Network. Sizes and regions are a choice. Regions `all` is every authority.
 * Each: [households, regions, owner]. Two owners have two agencies.
 */
const N = 'North Wales';
const P = 'Powys';
const W = 'West Wales';
const WG = 'West Glamorgan';
const C = 'Cwm Taf Morgannwg';
const V = 'Cardiff and Vale';
const G = 'Gwent';

export const forProfitAgencies = [
  [190, 'all', 'OWN-FA-01'],
  [130, 'all', 'OWN-FA-02'],
  [105, [WG, C, V, G], 'OWN-FA-03'],
  [85, [N, P], 'OWN-FA-04'],
  [70, [C, V, G], 'OWN-FA-05'],
  [60, [W, WG], 'OWN-FA-06'],
  [50, [G, P], 'OWN-FA-01'],
  [42, [C, WG], 'OWN-FA-02'],
  [36, [N], 'OWN-FA-07'],
  [30, [V, G], 'OWN-FA-08'],
  [26, [W], 'OWN-FA-09'],
  [22, [C], 'OWN-FA-10'],
  [19, [N], 'OWN-FA-11'],
  [16, [G], 'OWN-FA-12'],
  [14, [WG], 'OWN-FA-13'],
  [12, [V], 'OWN-FA-14'],
  [9, [W], 'OWN-FA-15'],
  [6, [C], 'OWN-FA-16'],
  [5, [P], 'OWN-FA-17'],
];

export const notForProfitAgencies = [
  [36, [C, V, G], 'OWN-NA-01'],
  [24, [WG, W], 'OWN-NA-02'],
  [16, [N], 'OWN-NA-03'],
  [10, [G], 'OWN-NA-04'],
  [6, [P, W], 'OWN-NA-05'],
];
