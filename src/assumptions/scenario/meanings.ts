/*
 * What each key of a scenario file means, for editors and for the page on scenarios. What a key allows stands beside it in
 * its schema.
 */

/** Parts of the file, by key. */
export const PART_MEANINGS: Readonly<Record<string, string>> = {
  name: 'Short name of the scenario; it names the folder of a run.',
  title: 'Title as papers and charts print it.',
  summary: 'A paragraph for a Board: what happens, from when, how strong, and what it is not.',
  evidence: 'What the numbers of the scenario rest on.',
  extends:
    'Another scenario on which this one builds. Its levers, events and correlations come first; assumptions and dates here replace its own.',
  horizon: 'Last day of the run; 2036-03-31 unless told.',
  levers: 'What somebody chooses to do. A lever is chosen; what nobody chooses and nobody knows is an assumption.',
  assumptions:
    'Uncertain quantities, by id of assumptions.csv. A number fixes one for the whole run and takes its uncertainty away; low, central and high replace its spread.',
  timetable: 'Dates of the law that differ from timetable.csv.',
  events: 'What happens and nobody chose.',
  seed: 'Seed of the luck; --seed stands over it.',
  draws: 'Draws to make; --draws stands over it.',
  correlations: 'Rank correlations of pairs of assumptions that are drawn together.',
};

/** Fields of levers, events and rows, by name; `lever.field` stands over `field`. */
export const FIELD_MEANINGS: Readonly<Record<string, string>> = {
  area: 'Authority in which it happens; left out, everywhere.',
  region: 'Region in which it happens; left out, everywhere.',
  service_type: 'Kind of service.',
  sector: 'Who runs it.',
  date: 'Day on which it happens.',
  from: 'Day from which it holds.',
  months: 'How long it lasts.',
  ramp_months: 'Months in which it grows in a straight line to its full strength; 0 or left out, at once.',
  share: 'Share of the services, projects or places that it meets; left out, all.',
  factor: 'What the usual number is multiplied by.',
  age_band: 'Age at entry, in years; left out, all ages.',
  owner: 'Owner of the services.',
  service: 'One service.',
  project: 'One project; left out, all.',
  notice_months: 'Months between notice and closure; nobody new is placed in them.',
  'places.places': 'Places added in all.',
  'places.area':
    'Authority that gets the places. Without area and region all authorities share them by their children in homes.',
  'places.region': 'Region that shares the places, which are then open to all its authorities.',
  'places.opens':
    'Day on which all of them open, without fail. Left out, they go through the stages of a project, with its delays and refusals.',
  'places.capital_gbp': 'Capital for all of them together; left out, the assumption capital_per_place holds.',
  'carers.households': 'Households approved in all, beyond the usual ones.',
  'carers.area':
    'Authority that gets them. Without area and region the services of the sector share them by their households.',
  'carers.months': 'Months over which the approvals are spread evenly.',
  convert_factor: 'What the share of owners who decide to convert is multiplied by; the other intentions shrink alike.',
  succeeds: 'Chance that a conversion or sale succeeds, from that day.',
  entries_factor: 'What the number of children who start to be looked after is multiplied by.',
  stay_factor: 'What the length of stays is multiplied by.',
  staffed_share: 'Share of registered places that are staffed, and so usable, from that day in all draws.',
  share_factor: 'What the share of children placed with kin at entry is multiplied by.',
  exit_factor: 'What the rate of leaving care to a special guardian is multiplied by.',
  children_per_year: 'Unaccompanied children who arrive in a year.',
  'approval_date.date': 'Day from which new placements with for-profit and outside providers need approval.',
  measure: 'Measure that the rule looks at each month.',
  above: 'The rule fires when the measure is over this number.',
  below: 'The rule fires when the measure is under this number.',
  for_months: 'Months in a row for which it must be so; 1 unless told.',
  repeat: 'true: the rule fires each time. Else it fires once.',
  then: 'Levers that start when the rule fires; their dates may be left out.',
  milestone: 'Step of the law.',
  provider_description: 'Kind of provider whom the step is about.',
  'timetable.date': 'Its date here; null takes it away.',
  a: 'One assumption of the pair.',
  b: 'The other assumption of the pair.',
  rank: 'Their rank correlation.',
  low: 'Low end, at the quantile that the row of assumptions.csv names.',
  central: 'Middle: the median.',
  high: 'High end, at the quantile that the row of assumptions.csv names.',
  claim: 'What is claimed, with its number.',
  source: 'Who says it, where and when; for strength X why it was chosen.',
  strength: 'How strong the source is.',
};

/** An example of each lever and event, as it stands after its key. */
export const ITEM_EXAMPLES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  places: { service_type: 'residential', sector: 'local-authority', places: 12, opens: '2028-04-01' },
  carers: { sector: 'local-authority', households: 120, from: '2026-10-01', months: 36 },
  conversion_support: { from: '2026-10-01', convert_factor: 1.5, succeeds: 0.9 },
  prevention: { from: '2027-04-01', ramp_months: 36, entries_factor: 0.9 },
  reunification: { from: '2027-04-01', ramp_months: 36, stay_factor: 0.95 },
  workforce: { from: '2027-04-01', staffed_share: 0.95 },
  approval_date: { service_type: 'residential', date: '2029-04-01' },
  kinship: { from: '2027-04-01', ramp_months: 24, share_factor: 1.1 },
  guardianship: { from: '2027-04-01', exit_factor: 1.2 },
  national_transfer: { from: '2027-04-01', children_per_year: 250 },
  when: {
    measure: 'children_waiting',
    above: 20,
    for_months: 3,
    then: [{ workforce: { staffed_share: 0.95 } }],
  },
  close: { date: '2029-10-01', service_type: 'residential', sector: 'for-profit', share: 0.2, notice_months: 3 },
  owner_leaves: { date: '2028-04-01', owner: 'largest' },
  convert: { date: '2028-04-01', sector: 'for-profit', share: 0.2 },
  demand_shock: { from: '2027-04-01', months: 24, factor: 1.2 },
  price_shock: { from: '2027-04-01', months: 12, factor: 1.1 },
  staff_shortage: { from: '2027-04-01', months: 24, factor: 0.9 },
  delay_projects: { from: '2026-04-01', months: 12, share: 0.5 },
  withdraw_from_area: { date: '2027-04-01', sector: 'for-profit', share: 0.2 },
};
