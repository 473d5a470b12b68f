/** A span of ages in whole years, both ends in it; the last is Infinity for "and over". */
export interface AgeSpan {
  readonly from: number;
  readonly to: number;
}

/** Every age. */
export const ALL_AGES: AgeSpan = { from: 0, to: Infinity };

export type Sex = 'all' | 'male' | 'female' | 'other';

/** A label without footnote numbers, marks, odd spaces and the apostrophe that guards against formulas. */
export function plainLabel(label: string): string {
  return label
    .replace(/^'(?=[=+\-@])/, '')
    .replace(/\s*\(\d{1,2}\)/g, '')
    .replace(/\s*\[[a-z]{1,3}\]/g, '')
    .replace(/[\s\u00a0]+/g, ' ')
    .replaceAll('\u2019', "'")
    .trim();
}

/** A label in lower case without marks over letters, so that spellings of one name are alike. */
export function foldedLabel(label: string): string {
  return plainLabel(label).toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/[.,]/g, '').replace(/\s+/g, ' ').trim();
}

/** Ages of a label in English or Welsh: `Under 1 year`, `1 to 4 years`, `16 ac 17 oed`, `18 and over`, `All ages`, `7`. */
export function readAge(label: string): AgeSpan | undefined {
  const text = foldedLabel(label)
    .replace(/^(aged|age|ages|oed|oedran)\s+(?=\d|under|o dan)/, '')
    .replace(/\b(years?( old)?|yrs?|blwydd|blynedd|mlwydd|oed|flwydd|mlynedd|and)\b/g, (word) => (word === 'and' ? 'and' : ''))
    .replace(/\s+/g, ' ')
    .trim();
  if (/^(all ages|all|total|pob oedran?|pob|cyfanswm|total all ages|all children|total children|pob un)$/.test(text)) return ALL_AGES;
  const under = /^(?:under|o dan|dan|less than)\s?(\d{1,2})$/.exec(text);
  if (under !== null && Number(under[1]) > 0) return { from: 0, to: Number(under[1]) - 1 };
  const over = /^(\d{1,3})\s?(?:and over|\+|or over|and above|and older|a throsodd|neu drosodd|ac yn hyn|neu hyn|a hyn)$/.exec(text);
  if (over !== null) return { from: Number(over[1]), to: Infinity };
  const span = /^(\d{1,3})\s?(?:to|-|–|and|i|hyd|ac?|at)\s?(\d{1,3})$/.exec(text);
  if (span !== null) {
    const [from, to] = [Number(span[1]), Number(span[2])];
    return from < to && to <= 120 ? { from, to } : undefined;
  }
  const one = /^(\d{1,3})$/.exec(text);
  return one !== null && Number(one[1]) <= 120 ? { from: Number(one[1]), to: Number(one[1]) } : undefined;
}

const SEXES: Readonly<Record<Sex, RegExp>> = {
  all: /^(persons?|total boys and girls|all( (genders?|sexes|persons|children))?|total( (genders?|sexes|persons|children))?|both( sexes)?|boys and girls|pob (un|rhyw|rhywedd|person)|pawb|cyfanswm|personau|cyfanswm bechgyn a merched|bechgyn a merched)$/,
  male: /^(males?|boys?|m|gwryw|gwrywod|bechgyn|bachgen|dynion)$/,
  female: /^(females?|girls?|f|benyw|benywod|merched|merch|menywod)$/,
  other: /^(other|not stated|unknown|indeterminate|neither|non-binary|arall|anhysbys)$/,
};

/** Sex or gender of a label in English or Welsh. */
export function readSex(label: string): Sex | undefined {
  const text = foldedLabel(label);
  return (Object.keys(SEXES) as Sex[]).find((sex) => SEXES[sex].test(text));
}

/** Whether a label says that it is a total, of whatever. */
export function isTotal(label: string): boolean {
  return /^(total|all|cyfanswm|pob un|pawb|any|overall)\b/.test(foldedLabel(label));
}

/** Whether a label is a unit or a plain measure that says no more than that children are counted. */
export function isCount(label: string): boolean {
  return /^(number|numbers|count|counts|nifer|niferoedd|cyfrif|persons|people|children|plant|number of (children|people|persons)|nifer y plant|nifer o blant|headcount|population|poblogaeth|nifer y bobl)$/.test(foldedLabel(label));
}

/** Whether a label is a rate, a share or an average, which is no count. */
export function isRate(label: string): boolean {
  return /\b(rate|rates|per 10|per 1|percent|percentage|proportion|average|mean|median|ratio|share|density|area|cyfradd|canran|cyfartaledd|fesul|y cant|dwysedd|index)\b|%/.test(foldedLabel(label));
}
