/** What a measure is called in a publication, and what it is, in one sentence. `data/measures.csv` lists the measures. */
const MEASURES: Readonly<Record<string, readonly [title: string, meaning: string]>> = {
  places_registered: ['Registered places', 'Places that services in the area are registered or approved for.'],
  places_usable: ['Usable places', 'Registered places that staff and carers make usable.'],
  places_occupied: ['Occupied places', 'Usable places in which somebody lives, also from elsewhere.'],
  places_compliant: ['Usable places that comply', 'Usable places of services that are not for profit.'],
  headroom_matched: [
    'Free places that suit a child',
    'Free places, less those that would not suit a child who needs one.',
  ],
  households_approved: ['Approved foster households', 'Households of approved foster carers.'],
  children_looked_after: ['Children looked after', 'Children looked after at the end of the period.'],
  children_not_with_parents: [
    'Children looked after and not placed with a parent',
    'Children whom the duty of sufficiency is about.',
  ],
  children_needing: ['Children by the care that they need', 'Children who need this type of care, wherever they live.'],
  children_placed: ['Children by the care that they have', 'Children who live in this type of care.'],
  children_waiting: ['Children waiting for a place', 'Children with no place of the type that they need.'],
  children_started: ['Children who started to be looked after', 'Children who began to be looked after in the period.'],
  children_ceased: ['Children who ceased to be looked after', 'Children whose care ended in the period.'],
  children_displaced: [
    'Children whose service closed',
    'Children whose service gave notice or had no room in the period.',
  ],
  children_legacy_for_profit: [
    'Children still in for-profit places',
    'Children placed with a for-profit service before such placements needed approval.',
  ],
  unaccompanied_children: ['Unaccompanied children', 'Unaccompanied children looked after at the end of the period.'],
  step_down_waiting: [
    'Children ready for foster care',
    'Children in a children’s home who are ready for a family and wait.',
  ],
  siblings_split: ['Siblings placed apart', 'Children placed apart from a sibling in the period.'],
  months_in_care: ['Months in care', 'Months for which the children who ceased in the period had been looked after.'],
  moves_forced: ['Forced moves', 'Moves of children because their service closed or had no room.'],
  wait_days: [
    'Days waited',
    'Days waited by children who were placed in the period; those who still wait are not in it.',
  ],
  shortfall_compliant: [
    'Shortfall of places that comply',
    'Children who need a place, less usable places that are not for profit and that no child from elsewhere holds.',
  ],
  n_minus_1_shortfall: [
    'Shortfall without the largest owner',
    'The shortfall that there would be if the owner with most places left.',
  ],
  compliant_share: ['Share of places that comply', 'Share of registered places that are not for profit, from 0 to 1.'],
  not_for_profit_share: [
    'Share of not-for-profit places',
    'Share of registered places of not-for-profit bodies, from 0 to 1.',
  ],
  largest_owner_share: ['Share of the largest owner', 'Share of registered places of the largest owner, from 0 to 1.'],
  hhi: ['Concentration of ownership', 'Herfindahl-Hirschman index over owners, from 0 to 10,000.'],
  pipeline_cover: [
    'New places for each that closed',
    'Places opened by other than for-profit bodies over for-profit places closed, since the start; 1 while none has closed.',
  ],
  conversions_places: [
    'Places that became not for profit',
    'Places of services that changed to a not-for-profit body.',
  ],
  exits_places: ['Places that closed', 'Places of services that closed in the period.'],
  places_changed_owner: ['Places that changed owner', 'Places that a departure kept because the owner changed.'],
  placements_for_profit_new: ['New for-profit placements', 'Placements with a for-profit provider made in the period.'],
  placements_would_need_approval: [
    'Placements that would need approval',
    'Searches in which a child turned to a for-profit provider, whether or not the rule is in force.',
  ],
  placed_out_of_area: ['Children placed outside their area', 'Children placed in Wales and outside their authority.'],
  placed_outside_wales: ['Children placed outside Wales', 'Children placed outside Wales at the end of the period.'],
  supplementary_applications: [
    'Supplementary placement applications',
    'Applications to the Welsh Ministers, once the rule is in force.',
  ],
  supplementary_approved: ['Approved supplementary placements', 'Applications that were granted.'],
  unregistered_placements: ['Placements without registration', 'Placements begun in settings without registration.'],
  nights_unregistered: ['Nights without registration', 'Nights of children in settings without registration.'],
  stood_in_16plus: [
    'Supported accommodation as a substitute',
    'Placements at 16 and over for want of a children’s home.',
  ],
  secure_referrals: ['Secure accommodation: referrals', 'Children referred to secure accommodation in the period.'],
  secure_refused: ['Secure accommodation: refused', 'Referrals for which there was no bed.'],
  cost_gross: ['Gross cost of placements', 'Cost before grants, at the prices of the unit.'],
  cost_net: ['Net cost of placements', 'Cost after grants, at the prices of the unit.'],
  cost_capital: ['Capital cost', 'Cost of opening and buying places, at the prices of the unit.'],
  grant: ['Grants', 'Grants paid in the period, at the prices of the unit.'],
  scarcity_bounded: [
    'Bounds of prices reached',
    'Regions and quarters in which the price reached a bound of the model.',
  ],
  rules_fired: ['Conditional rules applied', 'Times that a conditional rule of the scenario was applied.'],
};

/** What a measure is called; one that has no title here has its name in words. */
export function titleOf(measure: string): string {
  const words = measure.replaceAll('_', ' ');
  return MEASURES[measure]?.[0] ?? words.charAt(0).toUpperCase() + words.slice(1);
}

/** What a measure is, in one sentence; empty where it is not told here. */
export function meaningOf(measure: string): string {
  return MEASURES[measure]?.[1] ?? '';
}
