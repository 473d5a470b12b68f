import { readFileSync } from 'node:fs';
import { AUTHORITIES, DATA, codeOf } from './tables.mjs';
import { writeCsv } from '../lib/csv.mjs';

/** Main town of each authority, latitude and longitude in degrees: the start and end of the road estimate. */
const TOWNS = {
  'Isle of Anglesey': ['Llangefni', 53.256, -4.314],
  Gwynedd: ['Caernarfon', 53.14, -4.274],
  Conwy: ['Colwyn Bay', 53.296, -3.727],
  Denbighshire: ['Denbigh', 53.184, -3.416],
  Flintshire: ['Mold', 53.166, -3.142],
  Wrexham: ['Wrexham', 53.046, -2.993],
  Powys: ['Llandrindod Wells', 52.241, -3.379],
  Ceredigion: ['Aberystwyth', 52.415, -4.083],
  Pembrokeshire: ['Haverfordwest', 51.802, -4.97],
  Carmarthenshire: ['Carmarthen', 51.857, -4.31],
  Swansea: ['Swansea', 51.621, -3.944],
  'Neath Port Talbot': ['Neath', 51.662, -3.806],
  Bridgend: ['Bridgend', 51.504, -3.577],
  'Vale of Glamorgan': ['Barry', 51.4, -3.284],
  Cardiff: ['Cardiff', 51.481, -3.179],
  'Rhondda Cynon Taf': ['Pontypridd', 51.602, -3.342],
  'Merthyr Tydfil': ['Merthyr Tydfil', 51.748, -3.378],
  Caerphilly: ['Ystrad Mynach', 51.643, -3.241],
  'Blaenau Gwent': ['Ebbw Vale', 51.778, -3.208],
  Torfaen: ['Pontypool', 51.702, -3.041],
  Monmouthshire: ['Usk', 51.703, -2.903],
  Newport: ['Newport', 51.588, -2.998],
};
/** Authorities with no shared boundary but a road bridge between them, and where the bridge is. */
const BRIDGES = [{ between: ['Isle of Anglesey', 'Gwynedd'], at: ['Menai Bridge', 53.221, -4.163] }];

const EARTH_RADIUS_KM = 6371;
/** Road length over the straight line, speed on the way, and minutes lost at both ends. */
const WINDING = 1.3;
const KM_PER_HOUR = 65;
const ENDS_MINUTES = 5;

/** Straight line between two points, km (haversine). */
function kmBetween([, latA, lonA], [, latB, lonB]) {
  const radians = Math.PI / 180;
  const h =
    Math.sin(((latB - latA) * radians) / 2) ** 2 +
    Math.cos(latA * radians) * Math.cos(latB * radians) * Math.sin(((lonB - lonA) * radians) / 2) ** 2;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(h));
}

/** Estimated road minutes along straight lines of some length. */
const minutesFor = (km) => Math.round(ENDS_MINUTES + ((km * WINDING) / KM_PER_HOUR) * 60);

/** Pairs of authority codes that share an arc of the topology, once each. */
function sharedBoundaries() {
  const topology = JSON.parse(readFileSync(`${DATA}boundaries.topojson`, 'utf8'));
  const owners = new Map();
  for (const geometry of topology.objects.la.geometries)
    for (const arc of geometry.arcs.flat(Infinity)) {
      const key = arc < 0 ? ~arc : arc;
      if (!owners.has(key)) owners.set(key, new Set());
      owners.get(key).add(geometry.properties.la_code);
    }
  return [...owners.values()].filter((set) => set.size === 2).map((set) => [...set]);
}

/** Writes which areas count as near to which, both ways round. */
export function buildNear() {
  const names = new Map(AUTHORITIES.map((row) => [row.area_code, row.name_en]));
  const pairs = new Map();
  const add = (a, b, why, via) => {
    const [nameA, nameB] = [names.get(a), names.get(b)];
    const [from, to] = [TOWNS[nameA], TOWNS[nameB]];
    const km = via ? kmBetween(from, via) + kmBetween(via, to) : kmBetween(from, to);
    const source = `${why}; minutes estimated from ${from[0]} to ${to[0]}${via ? ` by ${via[0]}` : ''}: straight line times ${WINDING} at ${KM_PER_HOUR} km/h and ${ENDS_MINUTES} minutes`;
    pairs.set(`${a} ${b}`, {
      area_code: a,
      near_code: b,
      minutes: minutesFor(km),
      status: 'estimated',
      source,
    });
  };
  const both = (a, b, why, via) => {
    add(a, b, why, via);
    add(b, a, why, via);
  };
  for (const [a, b] of sharedBoundaries()) both(a, b, 'Shared boundary (ONS, Local Authority Districts 2024)');
  for (const { between, at } of BRIDGES)
    both(...between.map(codeOf), 'Joined by road bridges over the Menai Strait', at);
  const order = new Map(AUTHORITIES.map((row, i) => [row.area_code, i]));
  const rows = [...pairs.values()].sort(
    (x, y) => order.get(x.area_code) - order.get(y.area_code) || order.get(x.near_code) - order.get(y.near_code),
  );
  writeCsv(`${DATA}near.csv`, ['area_code', 'near_code', 'minutes', 'status', 'source'], rows);
  console.log(`Near: ${rows.length / 2} pairs of authorities.`);
}
