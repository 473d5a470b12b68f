import { authorityNamed } from './authorities.mjs';

/** Places of a household, and non-kin foster children at 31 March 2024: 7,198 x .677 x (1 - .342). */
const PLACES_PER_HOUSEHOLD = 2;
const FOSTER_CHILDREN = 3206;
/** Filled share of places, and share of filled for-profit places used by English children (assumption, central). */
const FILLED = 0.8;
const ENGLISH = 0.3;
const SERVING = ['general', 'disability', 'emergency'];
/** Sizes of the private size table of England; the last stands for 7 and more. */
const SIZES = [1, 2, 3, 4, 5, 6, 7];

/** What a register says of each checked fact, by fact_id. Works on any services.csv of Wales. */
export function measuresOf(rows, tools) {
  const open = rows.filter((row) => !row.closed);
  const homes = open.filter((row) => row.service_type === 'residential');
  const foster = open.filter((row) => row.service_type === 'foster');
  const serving = homes.filter((row) => SERVING.includes(row.registered_for || 'general'));
  const of = (list, sector) => list.filter((row) => row.sector === sector);
  const at = (list, name) => list.filter((row) => row.area_code === authorityNamed(name).code);
  const places = (list) => list.reduce((sum, row) => sum + Number(row.places), 0);
  const households = (list) => list.reduce((sum, row) => sum + Number(row.households), 0);
  const council = of(homes, 'local-authority');
  const privates = of(homes, 'for-profit');
  const owners = tools.ownerConcentration(
    homes.map((row) => row.owner_id),
    5,
  );
  const authorityCodes = new Set(of(foster, 'local-authority').map((row) => row.area_code));
  const withCouncilHome = new Set(council.map((row) => row.area_code));
  const agencies = foster.filter((row) => row.sector !== 'local-authority');
  const agencyCount = (list) => new Set(list.map((row) => row.provider_id)).size;
  const generalPrivate = of(serving, 'for-profit').filter((row) => (row.registered_for || 'general') === 'general');
  const sizeShare = (size) =>
    generalPrivate.filter((row) => (size === 7 ? row.places >= 7 : Number(row.places) === size)).length /
    generalPrivate.length;
  const forProfitServing = places(of(serving, 'for-profit'));
  const ownCouncil = council.filter((row) => serving.includes(row));
  return {
    homes_2024: homes.length,
    private_homes_2024: privates.length,
    council_homes_2024: council.length,
    other_homes_2024: homes.length - privates.length - council.length,
    places_looked_after_2024: places(serving),
    places_left_out: places(homes) - places(serving),
    places_registered_2024: places(homes),
    private_share_places_2022: places(privates) / places(homes),
    private_share_placements_2024: forProfitServing / places(serving),
    places_per_home_2021: places(homes) / homes.length,
    council_places_per_home: places(ownCouncil) / ownCouncil.length,
    short_break_disability_share_2017:
      places(homes.filter((row) => ['short-break', 'disability'].includes(row.registered_for))) / places(homes),
    owners_of_five_2017: owners.owners,
    owners_of_five_share_2017: owners.share,
    authorities_without_home_2024: [...authorityCodes].filter((code) => !withCouncilHome.has(code)).length,
    private_beds_at_risk_2024: places(privates),
    welsh_children_in_homes_2022: FILLED * (forProfitServing * (1 - ENGLISH) + places(serving) - forProfitServing),
    powys_private_homes_2019: at(privates, 'Powys').length,
    swansea_homes_2022: at(homes, 'Swansea').length,
    swansea_council_homes_2023: at(council, 'Swansea').length,
    swansea_neath_port_talbot_children_2022: places([...at(privates, 'Swansea'), ...at(privates, 'Neath Port Talbot')]),
    cardiff_placements_2023: places(at(serving, 'Cardiff')),
    flintshire_council_homes_2023: at(council, 'Flintshire').length,
    caerphilly_council_homes_2020: at(council, 'Caerphilly').length,
    blaenau_gwent_council_homes: at(council, 'Blaenau Gwent').length,
    monmouthshire_council_homes: at(council, 'Monmouthshire').length,
    gwynedd_council_homes: at(council, 'Gwynedd').length,
    ...Object.fromEntries(
      SIZES.map((size) => [`private_size_${size}${size === 7 ? '_plus' : ''}_england_2025`, sizeShare(size)]),
    ),
    foster_households_2024: households(foster),
    foster_places_filled: FOSTER_CHILDREN / (PLACES_PER_HOUSEHOLD * households(foster)),
    foster_agency_share_2022: households(agencies) / households(foster),
    foster_private_share_2024: households(of(foster, 'for-profit')) / households(foster),
    foster_not_for_profit_in_agencies: households(of(agencies, 'not-for-profit')) / households(agencies),
    fostering_services_private_2021: agencyCount(agencies) / (agencyCount(agencies) + authorityCodes.size),
    not_for_profit_agencies_2024: agencyCount(of(agencies, 'not-for-profit')),
    authority_fostering_services: authorityCodes.size,
    secure_places_2006: places(open.filter((row) => row.service_type === 'secure')),
  };
}
