/*
 * Which numbers a person may type: years, dates, numbers of sections, charts and risks. All others are results and are bound.
 */

const MONTHS =
  'January|February|March|April|May|June|July|August|September|October|November|December|' +
  'Ionawr|Chwefror|Mawrth|Ebrill|Mai|Mehefin|Gorffennaf|Awst|Medi|Hydref|Tachwedd|Rhagfyr';
const NUMBERED =
  'sections?|ss?\\.|Parts?|Schedules?|articles?|paragraphs?|regulations?|recommendations?|items?|workstreams?|notes?|chapters?|' +
  'Annex(?:es)?|Tables?|Charts?|Figures?|Meeting|Paper|Version|' +
  'adran(?:nau)?|Atodiad|Tabl|Siart|Rhan|Erthygl';
const COUNTED =
  'places?|child|children|homes?|carers?|households?|services?|nights?|days?|months?|applications?|placements?|runs?|draws?|authorities|' +
  'providers?|agencies|people|staff|beds?|moves?|plant|lle|lleoedd|cartrefi?';

/** Patterns of typed numbers that are allowed, in the order in which they are taken out. */
const ALLOWED: readonly RegExp[] = [
  // A reference that leads nowhere is told of elsewhere.
  /\{\{[^{}]*\}\}/g,
  /\bhttps?:\/\/\S+/g,
  // Dates, and days of a month.
  /\b\d{4}-\d{2}-\d{2}\b/g,
  new RegExp(`\\b\\d{1,2} (?:${MONTHS})(?: (?:19|20|21)\\d{2})?\\b`, 'g'),
  // Names of runs, digests, codes of areas and risks.
  /\b(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\d)[0-9a-f]{8,64}\b/g,
  /\b[A-Z]{1,4}-?\d{1,8}\b/g,
  /\b4Cs?\b/g,
  /\bversions? \d+(?:\.\d+)*\b/gi,
  // Sections, charts and the like, with what is listed after them.
  new RegExp(
    `\\b(?:${NUMBERED})\\s?\\d+[A-Z]*(?:\\([a-z0-9]+\\))*(?:(?:,| and| or| to|-|–)\\s?\\d+[A-Z]*(?:\\([a-z0-9]+\\))*)*`,
    'gi',
  ),
  // Years and financial years, unless they count something.
  new RegExp(
    `(?<![\\d,.£])(?:19|20|21)\\d{2}(?:[-–/]\\d{2}(?:\\d{2})?)?(?![\\d%]|,\\d|\\.\\d)(?!\\s(?:${COUNTED})\\b)`,
    'g',
  ),
  // Numbering at the beginning of a line.
  /^\s*\(?\d{1,2}[.)]\s/g,
];

/** Words that are numbers as well. */
const NUMBER_WORDS = /\b(?:hundreds?|thousands?|millions?|billions?|dozens?|per cent|percent)\b/gi;
const DIGITS = /[£±]?\d+(?:[.,]\d+)*(?:\s?%|[mkM]\b|bn\b)?/g;

/**
 * Numbers in a text that a person typed and that are not allowed, as they stand in it.
 *
 * @example
 * typedNumbers('On 1 April 2030 about 120 children (section 75A)'); // ['120']
 */
export function typedNumbers(text: string): string[] {
  const left = ALLOWED.reduce((rest, pattern) => rest.replace(pattern, ' '), text);
  return [...left.matchAll(DIGITS), ...left.matchAll(NUMBER_WORDS)].map((match) => match[0].trim());
}
