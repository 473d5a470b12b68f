import type { Sector } from '../../../domain/vocabulary.ts';
import type { ListedService } from './listed-service.ts';
import type { OwnerListRow } from './owner-list.ts';
import { ownerOf } from './owner-list.ts';
import { plainAreaName } from './area-names.ts';

/**
 * How sure a rule is. `high`: the register or the law says it. `medium`: true of most such providers. `low`: a sign, no more.
 * `stated`: a person wrote it into the overrides. `unknown`: no rule fired.
 */
export type Confidence = 'stated' | 'high' | 'medium' | 'low' | 'unknown';

/** What one rule says of one service. */
export interface RuleAnswer {
  readonly rule: string;
  /** Undefined where the signs do not tell. */
  readonly sector?: Sector;
  readonly confidence: Confidence;
  /** The words of the register that made the rule fire. */
  readonly because: string;
}

/** What the rules need to know beside the row. */
export interface RuleKnowledge {
  /** Codes of authorities by their names, as `authoritiesByName` gives them. */
  readonly authorities: ReadonlyMap<string, string>;
  readonly owners: readonly OwnerListRow[];
}

interface Signs {
  readonly service: ListedService;
  /** Name of the provider, else an empty text. */
  readonly name: string;
  readonly type: string;
  readonly number: string;
  readonly knowledge: RuleKnowledge;
}

type Rule = (signs: Signs) => Omit<RuleAnswer, 'rule'> | undefined;

const answer = (sector: Sector | undefined, confidence: Confidence, because: string): Omit<RuleAnswer, 'rule'> =>
  sector === undefined ? { confidence, because } : { sector, confidence, because };

/** The first match of a pattern in a text, as it stands there. */
const found = (text: string, pattern: RegExp): string | undefined => pattern.exec(text)?.[0];

const COUNCIL = /\b(county borough council|county council|city council|city and county|council|cyngor|CBC|county borough)\b/i;
/** Bodies that have the word council and are none. */
const NO_COUNCIL = /voluntary council|community council|town council|council (for|of|on)\b|health council|churches/i;
const HEALTH = /health board|bwrdd iechyd|\bNHS\b|health authority|hospital trust/i;
const CIC = /\bC\.?I\.?C\.?(?=$|[\s.,)])|community interest company|cwmni buddiannau cymunedol/i;
const CHARITY = /regi?stered charity|charity n(o|umber)|charitable|\bcharity\b|elusen|\bC\.?I\.?O\.?(?=$|[\s.,)])/i;
const WEAK = /\b(trust|foundation|association|society|fellowship|mission|church|ymddiriedolaeth|sefydliad|cymdeithas)\b/i;

/** The rules in the order in which they are asked: the first that fires decides. */
const RULES: readonly (readonly [string, Rule])[] = [
  ['register-says', ({ service: { register_sector: sector } }) =>
      sector === undefined ? undefined : answer(sector, 'high', 'the register has a column for it'),
  ],
  [
    'council-type',
    ({ type }) => {
      const word = found(type, /local authority|awdurdod lleol|council|cyngor/i);
      return word === undefined ? undefined : answer('local-authority', 'high', `provider type "${word}"`);
    },
  ],
  [
    'council-name',
    ({ name, knowledge }) => {
      const word = found(name, COUNCIL);
      if (word === undefined || NO_COUNCIL.test(name)) return undefined;
      const plain = plainAreaName(name.replace(/^cyngor( sir| bwrdeistref sirol| dinas)?\s+/i, ''));
      return plain !== '' && knowledge.authorities.has(plain)
        ? answer('local-authority', 'high', `the name of an authority and the word "${word}"`)
        : answer(undefined, 'unknown', `the word "${word}", and no authority of this set has that name`);
    },
  ],
  [
    'health-body',
    ({ name, type }) => {
      const word = found(`${type} | ${name}`, HEALTH);
      return word === undefined ? undefined : answer('other', 'high', `"${word}"`);
    },
  ],
  [
    'owner-list',
    ({ service, knowledge }) => {
      const owner = ownerOf(service, knowledge.owners);
      return owner?.sector === undefined ? undefined : answer(owner.sector, owner.confidence, `the owner list has "${owner.name_pattern}": ${owner.source}`);
    },
  ],
  [
    'voluntary-type',
    ({ type }) => {
      const word = found(type, /voluntary|charit|third sector|not.for.profit|\bCIO\b|gwirfoddol|elusen/i);
      return word === undefined ? undefined : answer('not-for-profit', 'high', `provider type "${word}"`);
    },
  ],
  [
    'person-or-partnership',
    ({ type, name, number }) => {
      const word = found(type, /individual|sole|partnership|unigol/i) ?? found(name, /\bL\.?L\.?P\.?(?=$|[\s.,)])/i) ?? found(number, /^(OC|SO|NC)\d+/i);
      return word === undefined ? undefined : answer('for-profit', 'high', `"${word}": not one of the four forms of section 6A of the 2016 Act`);
    },
  ],
  [
    'charity-number',
    ({ number }) => {
      const word = found(number, /^(CE|CS)\d+/i);
      return word === undefined ? undefined : answer('not-for-profit', 'high', `company number ${word}: a charitable incorporated organisation`);
    },
  ],
  [
    'charity-words',
    ({ name }) => {
      const word = found(name, CHARITY);
      return word === undefined ? undefined : answer('not-for-profit', 'medium', `"${word}" in the name of the provider`);
    },
  ],
  [
    'community-interest-company',
    ({ name, type }) => {
      const word = found(`${name} | ${type}`, CIC);
      return word === undefined ? undefined : answer('not-for-profit', 'medium', `"${word}"; one with shares would not meet section 6A`);
    },
  ],
  [
    'registered-society',
    ({ number }) => {
      const word = found(number, /^(RS|IP|SP)\d+/i);
      return word === undefined ? undefined : answer('not-for-profit', 'low', `company number ${word}: a registered society, charitable or not`);
    },
  ],
  [
    'unclear-name',
    ({ name }) => {
      const word = found(name, WEAK);
      return word === undefined ? undefined : answer(undefined, 'unknown', `"${word}" in the name: charities and companies both use it`);
    },
  ],
  [
    'public-limited-company',
    ({ name }) => {
      const word = found(name, /\bP\.?L\.?C\.?(?=$|[\s.,)])|\bCCC\b/i);
      return word === undefined ? undefined : answer('for-profit', 'high', `"${word}" in the name of the provider`);
    },
  ],
  [
    'limited-company',
    ({ name, type }) => {
      const word = found(name, /\b(limited|ltd|cyfyngedig|cyf)\b\.?/i) ?? found(type, /limited company|private company/i);
      const because = `"${word}" and no sign of a charity; a company limited by guarantee may be not-for-profit`;
      return word === undefined ? undefined : answer('for-profit', 'medium', because);
    },
  ],
  [
    'company-without-limited',
    ({ number }) => {
      const word = found(number, /^(SC|NI)?\d{6,8}$/i);
      return word === undefined ? undefined : answer(undefined, 'unknown', `company number ${word} and no "limited" in the name, as charities may have`);
    },
  ],
];

/** What the rules say of a service: the first that fires, and beside it those that would have said something else. */
export function sectorOf(
  service: ListedService,
  knowledge: RuleKnowledge,
): { readonly answer: RuleAnswer; readonly against: readonly RuleAnswer[] } {
  const signs: Signs = {
    service,
    name: service.provider_name ?? '',
    type: service.provider_type,
    number: service.company_number.replace(/\s/g, ''),
    knowledge,
  };
  const fired: RuleAnswer[] = [];
  for (const [rule, ask] of RULES) {
    const said = ask(signs);
    if (said !== undefined) fired.push({ rule, ...said });
  }
  const [first, ...rest] = fired;
  if (first === undefined)
    return { answer: { rule: 'none', confidence: 'unknown', because: 'no rule fired' }, against: [] };
  return { answer: first, against: rest.filter((other) => other.sector !== undefined && other.sector !== first.sector) };
}
