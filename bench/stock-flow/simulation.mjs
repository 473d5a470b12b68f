// @ts-check
/* The stock-flow reduction as the npm package simulation runs it: primitives, flows between them, and its own language. */
import { benchPackage } from '../lib/project.mjs';
import { INPUTS, MONTHS, OUTPUTS } from './inputs.mjs';

const STOCKS = {
  undecided_places: 'start_for_profit',
  remaining_places: 0,
  converting_places: 0,
  winding_down_places: 0,
  authority_places: 'start_authority',
  not_for_profit_places: 'start_not_for_profit',
  households_authority: 'start_households_authority',
  households_for_profit: 'start_households_for_profit',
  households_not_for_profit: 'start_households_not_for_profit',
  households_transferring: 0,
  children_foster: 'start_foster',
  children_residential: 'start_residential',
  children_secure: 'start_secure',
  children_independent: 'start_independent',
  children_kinship: 'start_kinship',
  children_parents: 'start_parents',
  children_adoption: 'start_adoption',
  children_other: 'start_other',
  unregistered_nights: 0,
};

const VARIABLES = {
  decision_hazard:
    'IfThenElse([month] < [growth_ends], [decide_first], IfThenElse([month] < [approval_needed] - 12, [decide_second], IfThenElse([month] < [approval_needed], [decide_third], [decide_last])))',
  for_profit_places: '[undecided_places] + [remaining_places] + [converting_places] + [winding_down_places]',
  usable_residential:
    '[staffed_share] * ([for_profit_places] * (1 - [others_share]) + [authority_places] + [not_for_profit_places])',
  shortfall_residential: 'Max(0, [children_residential] - [usable_residential])',
  occupancy: 'Min(1, [children_residential] / [usable_residential])',
  unviable:
    'IfThenElse([month] >= [approval_needed], Max(0, 1 - [occupancy] / [viable_occupancy]) / [viable_months], 0)',
  usable_foster:
    '[places_per_household] * (1 - [foster_unavailable]) * ([households_authority] + [households_for_profit] + [households_not_for_profit] + [households_transferring])',
  shortfall_foster: 'Max(0, [children_foster] - [usable_foster])',
  decided: '[undecided_places] * [decision_hazard]',
  transferred: '[converting_places] / [transfer_months]',
  changed: '[transferred] * [transfer_succeeds] * [places_kept]',
  agencies_decided:
    'IfThenElse([month] >= [growth_ends] and [month] < [approval_needed], [households_for_profit] * [agency_decides], 0)',
  carers_moved: '[households_transferring] / [carers_transfer_months]',
  entries: '[entries_a_month] * (1 + [entries_trend]) ^ ([month] / 12)',
};

/** From, to, rate a month. Nothing on one side: the flow comes from, or leads to, outside the model. */
const FLOWS = /** @type {[keyof typeof STOCKS | '', keyof typeof STOCKS | '', string][]} */ ([
  [
    '',
    'undecided_places',
    'IfThenElse([month] < [registration_ends], [open_for_profit] * ([undecided_places] + [remaining_places]), IfThenElse([month] < [registration_ends] + 12, [lodged_places] / 12, 0))',
  ],
  ['undecided_places', '', '[undecided_places] * [exit_for_profit]'],
  ['undecided_places', 'remaining_places', '[decided] * [share_remain]'],
  ['undecided_places', 'converting_places', '[decided] * ([share_convert] + [share_sell])'],
  ['undecided_places', 'winding_down_places', '[decided] * [share_exit]'],
  ['converting_places', 'remaining_places', '[transferred] * (1 - [transfer_succeeds]) * (1 - [failed_exits])'],
  ['converting_places', 'winding_down_places', '[transferred] * (1 - [transfer_succeeds]) * [failed_exits]'],
  ['converting_places', 'authority_places', '[changed] * [sale_to_authority]'],
  ['converting_places', 'not_for_profit_places', '[changed] * (1 - [sale_to_authority])'],
  ['converting_places', '', '[transferred] * [transfer_succeeds] - [changed]'],
  ['converting_places', '', '[converting_places] * [exit_for_profit]'],
  ['remaining_places', '', '[remaining_places] * ([exit_for_profit] + [unviable])'],
  ['winding_down_places', '', '[winding_down_places] / [notice_months]'],
  ['', 'authority_places', '[open_authority] * [authority_places]'],
  ['authority_places', '', '[exit_authority] * [authority_places]'],
  ['', 'not_for_profit_places', '[open_not_for_profit] * [not_for_profit_places]'],
  ['not_for_profit_places', '', '[exit_not_for_profit] * [not_for_profit_places]'],
  ['households_for_profit', 'households_transferring', '[agencies_decided] * [agency_exit]'],
  ['households_for_profit', 'households_not_for_profit', '[agencies_decided] * [agency_convert]'],
  ['households_transferring', 'households_authority', '[carers_moved] * [carers_transfer]'],
  ['households_transferring', '', '[carers_moved] * (1 - [carers_transfer])'],
  ['', 'households_for_profit', 'IfThenElse([month] < [growth_ends], [approve_agency] * [households_for_profit], 0)'],
  ['', 'households_authority', '[approve_authority] * [households_authority]'],
  ['', 'households_not_for_profit', '[approve_agency] * [households_not_for_profit]'],
  ['households_authority', '', '[carer_leaving] * [households_authority]'],
  ['households_for_profit', '', '[carer_leaving] * [households_for_profit]'],
  ['households_not_for_profit', '', '[carer_leaving] * [households_not_for_profit]'],
  ['children_foster', 'children_residential', '[step_up] * [children_foster]'],
  ['children_residential', 'children_foster', '[step_down] * [children_residential]'],
  ['children_foster', 'children_residential', '[substitution] * [shortfall_foster]'],
  ['children_residential', 'children_secure', 'Min([secure_referrals], [children_residential])'],
  ['children_secure', 'children_residential', '[children_secure] / [secure_stay]'],
  ...['foster', 'residential', 'independent', 'kinship', 'parents', 'adoption', 'other'].flatMap((type) => [
    ['', `children_${type}`, `[entries] * [entry_${type}]`],
    [`children_${type}`, '', `[leave_${type}] * [children_${type}]`],
  ]),
  ['', 'unregistered_nights', '[waiting_unregistered] * [shortfall_residential] * 365.25 / 12'],
]);

/** @param {Float64Array} rows */
export async function create(rows) {
  const { Model } = await benchPackage('simulation');
  const model = new Model({ timeStart: 0, timeLength: MONTHS, timeStep: 1, timeUnits: 'Months', algorithm: 'Euler' });
  /** @type {Map<string, any>} */
  const primitives = new Map();
  const inputs = INPUTS.map((name) => {
    const variable = model.Variable({ name, value: 0 });
    primitives.set(name, variable);
    return variable;
  });
  primitives.set('month', model.Variable({ name: 'month', value: 'Months()' }));
  for (const [name, initial] of Object.entries(STOCKS))
    primitives.set(name, model.Stock({ name, initial: typeof initial === 'string' ? `[${initial}]` : initial }));
  for (const [name, value] of Object.entries(VARIABLES)) primitives.set(name, model.Variable({ name, value }));
  /** @param {any} primitive @param {string} text @param {readonly string[]} joined names it is joined to as it is */
  const link = (primitive, text, joined = []) => {
    for (const name of new Set([...text.matchAll(/\[(\w+)\]/g)].map((match) => match[1]))) {
      if (!joined.includes(name)) model.Link(primitives.get(name), primitive);
    }
  };
  for (const [name, initial] of Object.entries(STOCKS)) link(primitives.get(name), `[${initial}]`.replace('[0]', ''));
  for (const [name, value] of Object.entries(VARIABLES)) link(primitives.get(name), value);
  FLOWS.forEach(([from, to, rate], i) => {
    const flow = model.Flow(primitives.get(from) ?? null, primitives.get(to) ?? null, {
      name: `flow_${i}`,
      rate,
      nonNegative: false,
    });
    link(flow, rate, [from, to]);
  });
  const kept = OUTPUTS.map((name) => primitives.get(name));
  const width = (MONTHS + 1) * OUTPUTS.length;
  return {
    /** @param {number} sets @param {Float64Array} out @param {boolean} keep */
    run(sets, out, keep) {
      for (let set = 0; set < sets; set++) {
        inputs.forEach((variable, i) => {
          variable.value = rows[set * INPUTS.length + i];
        });
        const results = model.simulate();
        if (!keep) continue;
        kept.forEach((primitive, k) => {
          results.series(primitive).forEach((/** @type {number} */ value, /** @type {number} */ month) => {
            out[set * width + month * OUTPUTS.length + k] = value;
          });
        });
      }
    },
  };
}
