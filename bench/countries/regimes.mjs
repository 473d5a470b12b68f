/*
 * Countries and registers of many kinds, from a seed. The paths of England, Scotland and Northern Ireland are children looked after
 * at 31 March (31 July for Scotland) from 2008, or 2010 for Northern Ireland, as they are commonly quoted and not checked against their sources:
 * they give made-up authorities the path of a country that happened, and are no data of this project.
 */
import { ages, ar, growthOf, slice, typed, typesHistory, walkCountry } from './children.mjs';
import { round, total } from './made-up-history.mjs';
import { LUMPY, NATION, register } from './registers.mjs';

const ENGLAND = [
  59400, 60900, 64400, 65500, 67050, 68060, 68800, 69480, 70440, 72670, 75370, 78150, 80080, 80850, 82170, 83840, 83630,
];
const SCOTLAND = [
  14886, 15288, 15892, 16171, 16248, 16041, 15580, 15404, 15317, 14897, 14738, 14015, 14458, 13255, 12596, 12206, 11844,
];
const NIRE = [2606, 2511, 2644, 2807, 2858, 2875, 2890, 2983, 3109, 3281, 3383, 3530, 3624, 3801, 3999];

const BIG8 = ['foster', 'kinship', 'residential', 'secure', 'parents', 'adoption', 'independent', 'other'];
const SH8 = [0.5, 0.15, 0.1, 0.01, 0.08, 0.04, 0.08, 0.04];

export const regimes = {
  'walk, 40 areas, 12 years': {
    make: (L) =>
      total({
        T: 12,
        areas: 40,
        regions: 5,
        counts: walkCountry(L, { areas: 40, low: 40, high: 700, growth: ar(L, 12, 0, 0, 0.03), own: 0.06 }),
      }),
    from: 4,
  },
  'England path, 150 areas, 10 years': {
    make: (L) =>
      total({
        T: 10,
        areas: 150,
        regions: 9,
        counts: walkCountry(L, {
          areas: 150,
          low: 30,
          high: 2000,
          growth: slice(ENGLAND, 10, L),
          own: 0.07,
          drift: 0.02,
          tail: 5,
        }),
      }),
    from: 2,
  },
  'England path, 150 areas, 5 years': {
    make: (L) =>
      total({
        T: 6,
        areas: 150,
        regions: 9,
        counts: walkCountry(L, {
          areas: 150,
          low: 30,
          high: 2000,
          growth: slice(ENGLAND, 6, L),
          own: 0.06,
          drift: 0.03,
          tail: 5,
        }),
      }),
    from: 2,
  },
  'Scotland path, 32 areas, rounded to 5': {
    make: (L) =>
      total({
        T: 10,
        areas: 32,
        regions: 4,
        grid: 5,
        counts: walkCountry(L, {
          areas: 32,
          low: 25,
          high: 1200,
          growth: slice(SCOTLAND, 10, L),
          own: 0.06,
          drift: 0.015,
        }).map((r) =>
          r.map((v) => {
            const x = round(5, v);
            return [x, Math.max(0, x - 2), x + 2];
          }),
        ),
      }),
    from: 2,
  },
  'N Ireland path, 5 areas': {
    make: (L) =>
      total({
        T: 15,
        areas: 5,
        regions: 1,
        counts: walkCountry(L, { areas: 5, low: 350, high: 900, growth: growthOf(NIRE), own: 0.04 }),
      }),
    from: 3,
  },
  'persistent own trends, 60 areas': {
    make: (L) =>
      total({
        T: 11,
        areas: 60,
        regions: 6,
        counts: walkCountry(L, {
          areas: 60,
          low: 50,
          high: 900,
          growth: ar(L, 11, 0.01, 0.5, 0.015),
          own: 0.03,
          drift: 0.05,
          driftKeep: 0.9,
        }),
      }),
    from: 2,
  },
  'rates that revert, 50 areas': {
    make: (L) =>
      total({
        T: 11,
        areas: 50,
        regions: 5,
        counts: walkCountry(L, {
          areas: 50,
          low: 30,
          high: 700,
          growth: ar(L, 11, 0, 0.2, 0.01),
          own: 0.07,
          revert: 0.4,
          turnover: 0.7,
        }),
      }),
    from: 2,
  },
  'damped trend from 7 %, 80 areas': {
    make: (L) =>
      total({
        T: 10,
        areas: 80,
        regions: 8,
        counts: walkCountry(L, {
          areas: 80,
          low: 40,
          high: 900,
          growth: Array.from({ length: 9 }, (_, t) => 0.07 * 0.8 ** t + 0.01 * L.n()),
          own: 0.06,
        }),
      }),
    from: 2,
  },
  'trend that turns, 80 areas': {
    make: (L) =>
      total({
        T: 12,
        areas: 80,
        regions: 8,
        counts: walkCountry(L, {
          areas: 80,
          low: 40,
          high: 900,
          growth: Array.from({ length: 11 }, (_, t) => (t < 6 ? 0.035 : -0.025) + 0.01 * L.n()),
          own: 0.05,
        }),
      }),
    from: 3,
  },
  'breaks and mergers, 60 areas': {
    make: (L) => {
      const rows = walkCountry(L, { areas: 60, low: 40, high: 900, growth: ar(L, 11, 0.015, 0.5, 0.015), own: 0.05 });
      const at = 3 + Math.floor(L.u() * 3);
      for (let a = 0; a < 60; a += 2) for (let t = at; t < 11; t++) rows[a][t] = Math.round(rows[a][t] * 1.12);
      for (let k = 0; k < 4; k++) {
        const [a, b, t0] = [k * 7, k * 7 + 3, 3 + Math.floor(L.u() * 6)];
        for (let t = 0; t < 11; t++)
          if (t >= t0) {
            rows[a][t] += rows[b][t];
            rows[b][t] = NaN;
          }
      }
      for (let k = 0; k < 4; k++) {
        const a = 40 + k * 5;
        const t0 = 2 + Math.floor(L.u() * 5);
        for (let t = 0; t < t0; t++) rows[a][t] = NaN;
      }
      return total({ T: 11, areas: 60, regions: 6, counts: rows });
    },
    from: 2,
  },
  'ages, 22 areas, 12 years, rounded': {
    make: (L) =>
      ages(L, { areas: 22, low: 60, high: 500, T: 12, growth: ar(L, 12, 0.02, 0.5, 0.02), regions: 5, grid: 5 }),
    from: 3,
  },
  'ages, 150 areas, 6 years': {
    make: (L) => ages(L, { areas: 150, low: 40, high: 1500, T: 6, growth: ar(L, 6, 0.015, 0.5, 0.015), regions: 9 }),
    from: 2,
  },
  'ages that switch, 40 areas, 10 years': {
    make: (L) =>
      ages(L, { areas: 40, low: 60, high: 700, T: 10, growth: ar(L, 10, 0, 0.5, 0.015), regions: 5, switchAt: 3 }),
    from: 3,
  },
  'types, 150 areas, 7 years': {
    make: (L) => {
      const totals = walkCountry(L, {
        areas: 150,
        low: 30,
        high: 1500,
        growth: slice(ENGLAND, 7, L),
        own: 0.06,
        drift: 0.015,
      });
      return typesHistory(
        L,
        totals,
        9,
        BIG8,
        typed(L, totals, { shares: SH8, drift: [-0.02, 0.03, 0.05, 0, 0.02, -0.08, 0.02, 0] }),
      );
    },
    from: 3,
  },
  'types for two years only, 60 areas': {
    make: (L) => {
      const totals = walkCountry(L, { areas: 60, low: 40, high: 900, growth: ar(L, 9, 0.015, 0.5, 0.015), own: 0.06 });
      return typesHistory(
        L,
        totals,
        6,
        ['foster', 'residential', 'other'],
        typed(L, totals, { shares: [0.7, 0.12, 0.18], drift: [-0.01, 0.05, 0], known: (t) => t >= 4 }),
      );
    },
    from: 5,
    to: 5,
  },
  'small counts suppressed, types': {
    make: (L) => {
      const totals = walkCountry(L, { areas: 32, low: 10, high: 300, growth: slice(SCOTLAND, 9, L), own: 0.06 });
      const hide = (c) => (c > 0 && c < 5 ? [2, 0, 4] : [c, c, c]);
      return typesHistory(
        L,
        totals,
        4,
        ['foster', 'residential', 'home', 'other'],
        typed(L, totals, { shares: [0.55, 0.1, 0.25, 0.1], drift: [0, 0.02, -0.03, 0] }).map((p) =>
          p.map((r) => r.map(hide)),
        ),
      );
    },
    from: 3,
  },
  'register, 5,000 services, 12 yearly': {
    make: (L) => register(L, { services: 5000, areas: 150, regions: 9, T: 12, sectors: NATION }),
    from: 4,
    register: true,
  },
  'register, 5,000 services, half-yearly': {
    make: (L) => register(L, { services: 5000, areas: 150, regions: 9, T: 12, stepMonths: 6, sectors: LUMPY }),
    from: 4,
    register: true,
  },
  'register, 300 services, 22 areas': {
    make: (L) => register(L, { services: 300, areas: 22, regions: 5, T: 10, sectors: NATION }),
    from: 3,
    register: true,
  },
  'register, 1,500 services, 32 areas, lumpy': {
    make: (L) => register(L, { services: 1500, areas: 32, regions: 4, T: 10, sectors: LUMPY }),
    from: 3,
    register: true,
  },
};
