import { foldedLabel } from './labels.ts';

/** What a figure counts. */
export type Subject = 'looked-after' | 'foster' | 'started' | 'ceased' | 'population';

export const SUBJECTS: readonly Subject[] = ['looked-after', 'foster', 'started', 'ceased', 'population'];

/** The subject of each, as messages say it. */
export const SUBJECT_WORDS: Readonly<Record<Subject, string>> = {
  'looked-after': 'children looked after at a date',
  foster: 'children looked after in foster placements at a date',
  started: 'children who started to be looked after in a year',
  ceased: 'children who ceased to be looked after in a year',
  population: 'people by single year of age at mid-year',
};

/** Datasets of stats.gov.wales whose content is known. */
const DATASETS: Readonly<Record<string, Subject>> = {
  'd2120b16-0406-4242-a515-0dd7eaf79c98': 'looked-after',
  '3f96db5b-618c-4268-b239-224c8f957dee': 'foster',
  '82d9faea-b515-41cd-aedb-8f4594f66ce5': 'population',
};

/** Words of tables that count a part of these children, or something else, and would be mistaken for the whole. */
const PART =
  /asylum|\buasc\b|geiswyr lloches|leavers?\b|leaving care|gadael gofal|adopted|adoptions?\b|mabwysiad|short breaks?|respite|seibiant|missing|convict|offen[cd]|health|dental|iechyd|education|school|addysg|ysgol|disab|anabl|stability|number of placements|nifer y lleoliadau|reviews?\b|absen|distance|pellter|care and support plan|children in need|protection|amddiffyn|convicted|ethnic|legal status|births?|genedigaeth/;

const PATTERNS: readonly (readonly [Subject, RegExp])[] = [
  ['started', /(start(ing|ed|s)?( to be)? looked after|starting to be|taken into care|began to be looked after|(dechrau|ddechreuodd|dechreuodd).{0,20}(gofal|derbyn gofal))/],
  ['ceased', /(ceas(ing|ed|e)( to be)? looked after|ceasing to be|(peidio|beidiodd|peidiodd|gorffen|rhoi'r gorau).{0,20}gofal)/],
  ['population', /(population estimate|mid-?year (population|estimate)|amcangyfrif.{0,20}poblogaeth|population by)/],
  ['foster', /(foster|maeth)/],
  ['looked-after', /(looked[ _-]?after|\bcla\b|\blac\b|derbyn gofal|dan ofal|sy'n derbyn gofal)/],
];

/** The subject that some words name; `part` when they name a part of these children or something near them. */
export function subjectOfWords(words: string): Subject | 'part' | undefined {
  const text = foldedLabel(words.replace(/[_/.]+/g, ' '));
  for (const [id, subject] of Object.entries(DATASETS)) if (text.includes(id)) return subject;
  const found = PATTERNS.find(([, pattern]) => pattern.test(text))?.[0];
  return found !== undefined && found !== 'population' && PART.test(text) ? 'part' : found;
}
