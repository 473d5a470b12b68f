import type { NewValue } from '../workbook/values.ts';

/** A level as its scheme names it: `3` and `Possible`, or `C` and `Possible`. */
export interface LevelName {
  readonly name: string;
  readonly word: string;
}

/** A level, and the other one where it does not sit firmly in its band. */
export interface LevelWords {
  readonly own: LevelName;
  /** `issue` where the other one lies over the last level. */
  readonly other?: LevelName | 'issue';
}

/**
 * Takes the words of a level apart: `3 Possible, could be 2 Unlikely`. The name of the scheme counts, not the place of the
 * level: in a lettered scheme the worst impact may be called 1.
 *
 * @param level place of the level from 1, for words that do not begin with a name
 */
export function levelWords(label: string, level: number): LevelWords {
  const [first = '', second] = label.split(', could be ');
  const own = nameIn(first) ?? { name: String(level), word: first.trim() };
  if (second === undefined) return { own };
  return { own, other: /^an issue$/i.test(second.trim()) ? 'issue' : (nameIn(second) ?? { name: second, word: '' }) };
}

/** A name is short: a number, a letter or two, or both. */
function nameIn(text: string): LevelName | undefined {
  const parts = /^\s*(\d{1,2}|[A-Z]{1,2}\d?)(?:\s+(.*))?$/u.exec(text);
  return parts === null ? undefined : { name: parts[1]!, word: (parts[2] ?? '').trim() };
}

/** The name of a level as a register holds it: a number where it is one, else letters. */
export function levelValue(label: string, level: number | undefined): NewValue | undefined {
  if (level === undefined) return undefined;
  const { name } = levelWords(label, level).own;
  return /^\d+$/.test(name) ? { kind: 'number', number: Number(name) } : { kind: 'text', text: name };
}

/** Both levels where the likelihood does not sit firmly in its band: `3, could be 2`, `C, could be D`, `5, could be an issue`. */
export function levelsText(label: string, level: number | undefined, otherLevel: number | undefined): string {
  if (level === undefined) return '';
  const { own, other } = levelWords(label, level);
  const second = other === 'issue' ? 'an issue' : (other?.name ?? (otherLevel === undefined ? '' : String(otherLevel)));
  return second === '' ? own.name : `${own.name}, could be ${second}`;
}
