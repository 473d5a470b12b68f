import type { AreaScope, TimeScope } from './condition.ts';
import { ConditionRefusal } from './condition-problem.ts';
import type { Token } from './condition-problem.ts';
import { financialYearOf, looksLikeDate } from './condition-tokens.ts';
import type { TokenReader } from './condition-tokens.ts';

/** Where and when, as far as it was said. */
export interface Scopes {
  area?: AreaScope;
  time?: TimeScope;
}

const LEVELS: Readonly<Record<string, 'region' | 'authority'>> = {
  region: 'region',
  authority: 'authority',
  council: 'authority',
};

/** Takes one part that says where or when, if one comes next. */
export function takeScope(reader: TokenReader, scopes: Scopes): boolean {
  const token = reader.peek();
  const word = token.text.toLowerCase();
  if (word === 'in' && financialYearOf(reader.peek(1).text) !== undefined) {
    reader.take();
    putTime(scopes, token, { kind: 'year', ending: financialYearOf(reader.take().text)! });
  } else if (word === 'in') {
    reader.take();
    if (scopes.area !== undefined) throw twice(token, 'area');
    scopes.area = readArea(reader);
  } else if (financialYearOf(word) !== undefined) {
    putTime(scopes, reader.take(), { kind: 'year', ending: financialYearOf(word)! });
  } else if (looksLikeDate(word)) {
    putTime(scopes, token, { kind: 'on', date: reader.date() });
  } else if (word === 'on' || word === 'by') {
    reader.take();
    putTime(scopes, token, { kind: word, date: reader.date() });
  } else if (word === 'from') {
    reader.take();
    const from = reader.date();
    const until = reader.takeIf('to') === undefined ? undefined : reader.peek();
    const to = until === undefined ? undefined : reader.date();
    if (to !== undefined && to < from)
      throw new ConditionRefusal(
        until!,
        'This date is before the one after "from".',
        `${from} or later.`,
        'Change the dates.',
      );
    putTime(scopes, token, { kind: 'from', from, ...(to !== undefined && { to }) });
  } else {
    return false;
  }
  return true;
}

function putTime(scopes: Scopes, token: Token, time: TimeScope): void {
  if (scopes.time !== undefined) throw twice(token, 'date');
  scopes.time = time;
}

function readArea(reader: TokenReader): AreaScope {
  const kind = reader.takeIf('every', 'any')?.text.toLowerCase() as 'every' | 'any' | undefined;
  if (kind !== undefined) {
    const token = reader.take();
    const level = LEVELS[token.text.toLowerCase()];
    if (level !== undefined) return { kind, level };
    throw new ConditionRefusal(
      token,
      'This is not a level of areas.',
      'region or authority.',
      `Write: in ${kind} region.`,
    );
  }
  if (reader.takeIf('the') !== undefined) {
    const token = reader.take();
    if (token.text.toLowerCase() === 'country') return { kind: 'country' };
    throw new ConditionRefusal(
      token,
      'This area is not clear.',
      'the country, or the code of an area.',
      'Write its code.',
    );
  }
  const token = reader.take();
  if (token.text.toLowerCase() === 'country') return { kind: 'country' };
  if (/^[\p{L}\p{N}_-]+$/u.test(token.text)) return { kind: 'area', code: token.text };
  throw new ConditionRefusal(
    token,
    'Here should be an area.',
    'every region, any authority, the country, or the code of an area such as W92000004.',
    'Name one after "in".',
  );
}

function twice(token: Token, what: string): ConditionRefusal {
  return new ConditionRefusal(token, `There is more than one ${what}.`, `One ${what}.`, 'Take one out.');
}
