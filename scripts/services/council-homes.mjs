/*
 * Homes that councils run, 41 in fifteen authorities. Seven have none: Blaenau Gwent, Monmouthshire and Gwynedd were
 * still preparing their first home in 2024 by their own reports; Denbighshire, Ceredigion, the Vale of Glamorgan and
 * Torfaen are a choice that makes up the seven of October 2024.
 *
 * Each home: [places, registered for, what it rests on]. A home that rests on a report keeps the number of places that
 * was reported; its name and address are left out, and the row stays illustrative, because nobody has checked that it
 * was on the register on 31 March 2024. A choice has no report behind it.
 */
const CHOICE = 'a choice; no report behind this home';
const SHORT_BREAK = 'a choice; council short-break homes stand where the respite table of 2015 shows children in them';

export const councilHomes = {
  'Isle of Anglesey': [
    [2, 'general', CHOICE],
    [2, 'general', CHOICE],
  ],
  Conwy: [
    [4, 'general', 'assessment centre of four places shared with Denbighshire, building reported 2021'],
    [2, 'emergency', 'two emergency places beside it, building reported 2021'],
  ],
  Flintshire: [
    [4, 'general', 'council plan reported February 2023: up to four children'],
    [4, 'general', 'council plan reported February 2023; four bedrooms in the plans of 2021'],
    [1, 'emergency', 'council plan reported February 2023: a crisis flat for one child'],
    [2, 'general', 'council plan reported 2023: a small group home, size not reported'],
    [2, 'general', 'council plan reported 2023: a small group home, size not reported'],
  ],
  Wrexham: [
    [4, 'general', 'councillor, September 2022: a council home of forty years; size is a choice'],
    [3, 'general', 'first of four homes of two or three children over four years from 2022; opening is a choice'],
    [4, 'short-break', SHORT_BREAK],
  ],
  Powys: [
    [3, 'general', 'council, April 2024: three places, registered early in 2024'],
    [3, 'general', 'council, April 2024, speaks of its other homes; number and size are a choice'],
  ],
  Pembrokeshire: [
    [4, 'general', 'house of four bedrooms bought June 2022; council spoke of a second home in November 2025'],
    [5, 'short-break', SHORT_BREAK],
  ],
  Carmarthenshire: [
    [4, 'general', 'regional plan of June 2022 for homes like the one in Pembrokeshire'],
    [5, 'short-break', SHORT_BREAK],
  ],
  Swansea: [
    [3, 'general', 'council, August 2023: a home of three bedrooms, registered'],
    [3, 'general', 'council, August 2023: a second home of three bedrooms, registered'],
  ],
  'Neath Port Talbot': [
    [4, 'general', CHOICE],
    [4, 'short-break', SHORT_BREAK],
  ],
  Bridgend: [
    [4, 'general', 'council report of 2017: a house of four places'],
    [3, 'emergency', 'council report of 2017: a hub with emergency beds; size is a choice'],
    [4, 'short-break', CHOICE],
  ],
  'Merthyr Tydfil': [[2, 'general', 'council report of 2024: a newly registered home of two bedrooms']],
  'Rhondda Cynon Taf': [
    [4, 'general', CHOICE],
    [4, 'disability', CHOICE],
    [5, 'short-break', SHORT_BREAK],
  ],
  Cardiff: [
    [3, 'general', 'council, 2024: four homes found and registered in eighteen months; size is a choice'],
    [3, 'general', 'council, 2024: four homes found and registered in eighteen months; size is a choice'],
    [3, 'general', 'council, 2024: four homes found and registered in eighteen months; size is a choice'],
    [3, 'emergency', 'council, 2024: four homes found and registered in eighteen months; size is a choice'],
    [4, 'general', CHOICE],
    [4, 'short-break', CHOICE],
  ],
  Caerphilly: [
    [3, 'general', 'council, 2020: a home of three places'],
    [4, 'general', 'council, 2020: a home of four places'],
    [4, 'general', 'council, 2020: a third home, four places'],
  ],
  Newport: [
    [4, 'general', 'council, 2019: four places for 1.2 million pounds'],
    [4, 'general', CHOICE],
    [4, 'short-break', CHOICE],
  ],
};

/** Homes of charities and other not-for-profit bodies: nine, which is about what the sector totals of 2021 leave over. */
export const notForProfitHomes = {
  Conwy: [[4, 'general', CHOICE]],
  Wrexham: [[3, 'general', CHOICE]],
  Carmarthenshire: [[4, 'general', CHOICE]],
  Swansea: [[5, 'short-break', SHORT_BREAK]],
  Bridgend: [[3, 'disability', CHOICE]],
  'Vale of Glamorgan': [[4, 'parent-and-child', CHOICE]],
  Cardiff: [[4, 'general', CHOICE]],
  'Rhondda Cynon Taf': [[3, 'general', CHOICE]],
  Newport: [[3, 'general', CHOICE]],
};

/** Homes of each not-for-profit owner, largest first. A choice: one of four homes, one of two, three of one. */
export const notForProfitOwnerSizes = [4, 2, 1, 1, 1];
