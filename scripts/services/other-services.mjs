import { authorities, authorityNamed } from './authorities.mjs';
import { AUTHORITY_HOUSEHOLDS, forProfitAgencies, notForProfitAgencies } from './fostering-plan.mjs';

const two = (n) => String(n).padStart(2, '0');
const sumOf = (list) => list.reduce((a, b) => a + b, 0);

/**
 * Each authority's own fostering service. Households go one third by its children in foster care inside its area (where
 * its carers live) and two thirds by its children looked after (whom they serve).
 */
function authorityFostering(tools) {
  const inside = sumOf(authorities.map((a) => a.fosterInside));
  const lookedAfter = sumOf(authorities.map((a) => a.lookedAfter));
  const weights = authorities.map((a) => a.fosterInside / inside + (2 * a.lookedAfter) / lookedAfter);
  const households = tools.apportion(AUTHORITY_HOUSEHOLDS, weights);
  return authorities.map((authority, k) => ({
    service_id: `FOSTER-${authority.code}-LA`,
    name: `Illustrative authority fostering service, ${authority.name}`,
    service_type: 'foster',
    sector: 'local-authority',
    provider_id: `LA-${authority.code}`,
    owner_id: `LA-${authority.code}`,
    area_code: authority.code,
    households: households[k],
    evidence:
      'share of about 1,631 authority households, by children fostered inside the area and children looked after',
  }));
}

/** Agencies: one row an agency and area where its carers live, households by the child population of its areas. */
function agencyFostering(tools, sector, letter, agencies) {
  return agencies.flatMap(([total, regions, owner_id], k) => {
    const areas = authorities.filter(({ region }) => regions === 'all' || regions.includes(region));
    const households = tools.apportion(
      total,
      areas.map((area) => area.aged0to17),
    );
    const id = `${letter}${two(k + 1)}`;
    return areas.flatMap((area, place) =>
      households[place] === 0
        ? []
        : [
            {
              service_id: `FOSTER-${area.code}-${id}`,
              name: `Illustrative fostering agency ${id}, ${area.name}`,
              service_type: 'foster',
              sector,
              provider_id: `PRV-${id}`,
              owner_id,
              area_code: area.code,
              households: households[place],
              evidence:
                'agency households in all from published counts; number, sizes and areas of agencies are a choice',
            },
          ],
    );
  });
}

/** The one secure children's home in Wales. Its name and operator are public. */
function secureHome() {
  const authority = authorityNamed('Neath Port Talbot');
  return {
    service_id: `SECURE-${authority.code}-01`,
    name: "Hillside Secure Children's Home",
    service_type: 'secure',
    sector: 'local-authority',
    provider_id: `LA-${authority.code}`,
    owner_id: `LA-${authority.code}`,
    area_code: authority.code,
    places: 18,
    status: 'estimated',
    evidence:
      'name and operator are public; 18 places is a count of 2006 carried forward, to be verified; ' +
      'the assumptions secure_places and secure_welfare_places (6 for welfare) say how sure it is',
    source: 'TES, 10 November 2006; docs/data-register.md',
    regional: 'yes',
  };
}

/** Share of supported accommodation that is filled at the start, and the least places of an authority. A choice. */
const SUPPORTED_FILLED = 0.8;
const SUPPORTED_LEAST = 4;

/**
 * Supported accommodation for ages 16 and 17: not a restricted service and on no public list. One row an authority
 * stands for all that it commissions, so owner and provider are left blank. It has room for the children who live in
 * such places by the baseline (children.csv), four fifths filled.
 */
function supportedAccommodation(children) {
  return authorities.map((authority) => {
    const living = sumOf(
      children
        .filter((row) => row.date === '2024-03-31' && row.area_code === authority.code)
        .filter((row) => row.placement_type === 'independent' && row.age_band !== 'all')
        .map((row) => Number(row.children)),
    );
    return {
      service_id: `INDEPENDENT-${authority.code}-01`,
      name: `Illustrative supported accommodation, ${authority.name}`,
      service_type: 'independent',
      sector: 'not-for-profit',
      area_code: authority.code,
      places: Math.max(SUPPORTED_LEAST, Math.ceil(living / SUPPORTED_FILLED)),
      age_min: 16,
      age_max: 17,
      evidence:
        'no public list; one row stands for all that the authority commissions, with room for its children aged 16-17',
    };
  });
}

/** Fostering, secure and supported accommodation. `children` are the rows of children.csv. */
export function otherRows(tools, children) {
  return [
    ...authorityFostering(tools),
    ...agencyFostering(tools, 'for-profit', 'FA', forProfitAgencies),
    ...agencyFostering(tools, 'not-for-profit', 'NA', notForProfitAgencies),
    secureHome(),
    ...supportedAccommodation(children),
  ];
}
