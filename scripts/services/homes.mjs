import { authorities, authorityNamed } from './authorities.mjs';
import { councilHomes, notForProfitHomes, notForProfitOwnerSizes } from './council-homes.mjs';
import { NEARBY, privateHomeKinds, privateOwnerSizes } from './private-homes.mjs';

const SECTOR_CODES = { 'local-authority': 'LA', 'not-for-profit': 'NP', 'for-profit': 'FP' };
const SECTOR_WORDS = {
  'local-authority': 'council home',
  'not-for-profit': 'not-for-profit home',
  'for-profit': 'home',
};
const two = (n) => String(n).padStart(2, '0');
const three = (n) => String(n).padStart(3, '0');

/** A row for a home. Its id says the area, the sector and its place there, so that one home more moves no other id. */
function homeRow(authority, sector, ordinal, home) {
  const code = SECTOR_CODES[sector];
  return {
    service_id: `HOME-${authority.code}-${code}-${three(ordinal)}`,
    name: `Illustrative ${SECTOR_WORDS[sector]} ${three(ordinal)}, ${authority.name}`,
    service_type: 'residential',
    sector,
    area_code: authority.code,
    ...home,
  };
}

/** Council homes: each authority is one owner. */
function councilRows() {
  return Object.entries(councilHomes).flatMap(([name, homes]) => {
    const authority = authorityNamed(name);
    const owner = `LA-${authority.code}`;
    return homes.map(([places, registered_for, evidence], k) =>
      homeRow(authority, 'local-authority', k + 1, {
        provider_id: owner,
        owner_id: owner,
        places,
        registered_for,
        evidence,
      }),
    );
  });
}

/** Homes of charities and the like; a few owners, drawn. */
function notForProfitRows(tools) {
  const homes = Object.entries(notForProfitHomes).flatMap(([name, list]) =>
    list.map((home, k) => ({ authority: authorityNamed(name), ordinal: k + 1, home })),
  );
  const regions = homes.map(({ authority }) => authority.region);
  const choose = tools.chooser('not-for-profit owners of homes');
  const owners = tools.drawOwners(regions, notForProfitOwnerSizes, NEARBY, choose);
  return homes.map(({ authority, ordinal, home: [places, registered_for, evidence] }, k) => {
    const owner = `OWN-NP-${two(owners[k] + 1)}`;
    return homeRow(authority, 'not-for-profit', ordinal, {
      provider_id: owner.replace('OWN', 'PRV'),
      owner_id: owner,
      places,
      registered_for,
      evidence,
    });
  });
}

/**
 * Uses and sizes of the for-profit homes of each authority. Each special use is spread in proportion to the homes of
 * the authorities; what is left is general. Sizes are drawn within a use.
 */
function privateUses(tools) {
  const special = privateHomeKinds.filter(({ registeredFor }) => registeredFor !== 'general');
  const uses = new Map(authorities.map(({ code }) => [code, []]));
  const free = (authority) => authority.privateHomes - uses.get(authority.code).length;
  const give = (kind, shares) => {
    const sizes = tools.sizesWithTotal(kind.homes, kind.places, kind.sizes, kind.shares);
    const drawn = tools.chooser(`sizes of private homes: ${kind.registeredFor}`).shuffle(sizes);
    authorities.forEach(({ code }, k) => {
      for (const places of drawn.splice(0, shares[k]))
        uses.get(code).push({ places, registered_for: kind.registeredFor });
    });
  };
  for (const kind of special) give(kind, tools.apportion(kind.homes, authorities.map(free)));
  give(
    privateHomeKinds.find(({ registeredFor }) => registeredFor === 'general'),
    authorities.map(free),
  );
  return uses;
}

/** For-profit homes: spread as the table of authorities says; use, size and owner by rules and repeatable draws. */
function privateRows(tools) {
  const uses = privateUses(tools);
  const slots = authorities.flatMap((authority) => uses.get(authority.code).map((home) => ({ authority, home })));
  const regions = slots.map(({ authority }) => authority.region);
  const owners = tools.drawOwners(regions, privateOwnerSizes, NEARBY, tools.chooser('for-profit owners of homes'));
  const regionOrder = [...new Set(regions)];
  const ordinals = new Map();
  return slots.map(({ authority, home }, k) => {
    const ordinal = (ordinals.get(authority.code) ?? 0) + 1;
    ordinals.set(authority.code, ordinal);
    const number = owners[k] + 1;
    // A group of more than ten homes runs them through one registered company in each region.
    const company = privateOwnerSizes[owners[k]] > 10 ? `-${regionOrder.indexOf(authority.region) + 1}` : '';
    return homeRow(authority, 'for-profit', ordinal, {
      provider_id: `PRV-FP-${two(number)}${company}`,
      owner_id: `OWN-FP-${two(number)}`,
      ...home,
      evidence: 'made to meet national counts of homes, places, sizes and owners; its place is a choice',
    });
  });
}

/** All homes of the stand-in register. */
export function homeRows(tools) {
  return [...councilRows(), ...notForProfitRows(tools), ...privateRows(tools)];
}
