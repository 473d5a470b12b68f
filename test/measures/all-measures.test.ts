import { expect, it } from 'vitest';
import { allSeries } from '../../src/measures/grid.ts';
import { LEFT_OUT } from '../../src/measures/left-out.ts';

/** Measures that the outcomes are to hold, by the contract with their readers. */
const CONTRACT = [
  'places_registered places_usable places_occupied headroom_matched households_approved children_looked_after',
  'children_needing children_placed children_waiting nights_unregistered children_displaced placed_out_of_area',
  'placed_outside_wales secure_referrals secure_refused supplementary_applications supplementary_approved',
  'compliant_share not_for_profit_share pipeline_cover largest_owner_share hhi n_minus_1_shortfall shortfall_compliant',
  'placements_for_profit_new placements_would_need_approval children_legacy_for_profit children_started children_ceased',
  'months_in_care wait_days unregistered_placements moves_forced stood_in_16plus step_down_waiting over_20_miles',
  'exits_places places_changed_owner conversions_places',
].flatMap((line) => line.split(' '));

const shown = allSeries().filter((s) => Object.keys(s.levels).length > 0);

it('every measure is recorded for the country, or left out with a reason', () => {
  const recorded = new Set(shown.filter((s) => s.levels.country !== undefined).map((s) => s.measure));
  for (const measure of CONTRACT) expect(recorded.has(measure) !== measure in LEFT_OUT, measure).toBe(true);
  for (const reason of Object.values(LEFT_OUT)) expect(reason).toMatch(/^[A-Z].*\.$/);
});

it('no combination of measure, dimensions and period is recorded twice for a level', () => {
  const keys = shown.flatMap((s) =>
    Object.entries(s.levels).map(([level, period]) =>
      [s.measure, s.serviceType, s.sector, s.ageBand, s.needClass, s.reason, s.providerCountry, level, period].join(
        ' ',
      ),
    ),
  );
  expect(new Set(keys).size).toBe(keys.length);
});

it('every flow of the country is recorded by financial year', () => {
  const dims = (s: (typeof shown)[number]): string =>
    [s.measure, s.serviceType, s.sector, s.ageBand, s.reason, s.providerCountry].join(' ');
  const flows = shown.filter((s) => s.kind === 'flow' && s.levels.country !== undefined);
  const yearly = new Set(flows.filter((s) => s.levels.country === 'financial-year').map(dims));
  expect(flows.map(dims).filter((d) => !yearly.has(d))).toEqual([]);
  expect(yearly.size).toBeGreaterThan(30);
});

it('children are told apart by need class where residential care is reported, and flows by age band', () => {
  for (const measure of ['children_needing', 'children_placed', 'children_waiting'])
    expect(
      shown.filter((s) => s.measure === measure && s.serviceType === 'residential' && s.needClass !== 'all').length,
    ).toBe(3);
  for (const measure of ['children_started', 'children_ceased'])
    expect(shown.filter((s) => s.measure === measure && s.ageBand !== 'all').length).toBe(5);
});
