/*
 * What the register is spread over: one line an authority.
 *
 * region        regional partnership board
 * lookedAfter   children looked after at 31 March 2024. Published rounded to 5 (performance framework, CH/039) for the
 *               first fourteen; Torfaen (January 2025) and Merthyr Tydfil (2024) from council reports; the other six
 *               share what is left of 7,198 in proportion to their counts of 2018. A weight here, never shown.
 * fosterInside  children in foster care inside their own authority, 2023-24, kin included (stats.gov.wales)
 * aged0to17     population at mid-2020 (ONS)
 * privateHomes  for-profit homes of all kinds at 31 March 2024. A CHOICE, save where a fact is named: Powys had 13 in
 *               2019; Swansea had 12 about 2022 and four more on the way; homes in Swansea and Neath Port Talbot held
 *               about 110 children from elsewhere; Cardiff has few, because houses there are dear. The rest follow
 *               what councils say: homes go where houses are cheap and where the border is near, more than where
 *               children are.
 */
const columns = ['code', 'name', 'region', 'lookedAfter', 'fosterInside', 'aged0to17', 'privateHomes'];

const lines = [
  ['W06000001', 'Isle of Anglesey', 'North Wales', 145, 75, 13339, 4],
  ['W06000002', 'Gwynedd', 'North Wales', 280, 125, 23214, 10],
  ['W06000003', 'Conwy', 'North Wales', 220, 100, 21184, 12],
  ['W06000004', 'Denbighshire', 'North Wales', 210, 90, 19499, 12],
  ['W06000005', 'Flintshire', 'North Wales', 235, 80, 32199, 15],
  ['W06000006', 'Wrexham', 'North Wales', 310, 120, 28913, 20],
  ['W06000023', 'Powys', 'Powys', 245, 100, 23844, 16],
  ['W06000008', 'Ceredigion', 'West Wales', 135, 60, 12234, 8],
  ['W06000009', 'Pembrokeshire', 'West Wales', 255, 160, 24007, 16],
  ['W06000010', 'Carmarthenshire', 'West Wales', 260, 175, 37263, 24],
  ['W06000011', 'Swansea', 'West Glamorgan', 490, 265, 46840, 14],
  ['W06000012', 'Neath Port Talbot', 'West Glamorgan', 250, 125, 28090, 17],
  ['W06000013', 'Bridgend', 'Cwm Taf Morgannwg', 370, 185, 29335, 12],
  ['W06000014', 'Vale of Glamorgan', 'Cardiff and Vale', 335, 145, 27892, 8],
  ['W06000015', 'Cardiff', 'Cardiff and Vale', 936, 385, 75372, 8],
  ['W06000016', 'Rhondda Cynon Taf', 'Cwm Taf Morgannwg', 761, 370, 50098, 20],
  ['W06000024', 'Merthyr Tydfil', 'Cwm Taf Morgannwg', 182, 80, 12880, 6],
  ['W06000018', 'Caerphilly', 'Gwent', 434, 205, 37670, 13],
  ['W06000019', 'Blaenau Gwent', 'Gwent', 265, 95, 13619, 6],
  ['W06000020', 'Torfaen', 'Gwent', 355, 170, 19463, 7],
  ['W06000021', 'Monmouthshire', 'Gwent', 158, 55, 17321, 6],
  ['W06000022', 'Newport', 'Gwent', 367, 150, 35596, 10],
];

export const authorities = lines.map((line) => Object.fromEntries(columns.map((column, k) => [column, line[k]])));

/** Authority by name, so that the tables of homes can be read without a list of codes. */
export const authorityNamed = (name) => {
  const found = authorities.find((authority) => authority.name === name);
  if (!found) throw new Error(`no authority is called ${name}`);
  return found;
};
