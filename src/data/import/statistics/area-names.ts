import type { AreaRow } from '../../../domain/tables.ts';
import { foldedLabel } from './labels.ts';

/** Numbers of Welsh authorities on the older StatsWales. */
const STATSWALES_IDS: Readonly<Record<string, string>> = {
  512: 'W06000001', 514: 'W06000002', 516: 'W06000003', 518: 'W06000004', 520: 'W06000005', 522: 'W06000006',
  524: 'W06000023', 526: 'W06000008', 528: 'W06000009', 530: 'W06000010', 532: 'W06000011', 534: 'W06000012',
  536: 'W06000013', 538: 'W06000014', 540: 'W06000016', 542: 'W06000024', 544: 'W06000018', 545: 'W06000019',
  546: 'W06000020', 548: 'W06000021', 550: 'W06000022', 552: 'W06000015', 596: 'W92000004',
};

/** Codes that were replaced when boundaries moved a little. */
const REPLACED: Readonly<Record<string, string>> = { W06000007: 'W06000023', W06000017: 'W06000024' };

/** Spellings that official files use besides the names of the data set. */
const SPELLINGS: Readonly<Record<string, readonly string[]>> = {
  W06000001: ['anglesey', 'isle of anglesey', 'ynys mon', 'sir ynys mon'],
  W06000005: ['sir y fflint', 'sir y flint'],
  W06000012: ['castell nedd port talbot', 'neath port talbot', 'neath-port talbot'],
  W06000014: ['the vale of glamorgan', 'y fro'],
  W06000016: ['rhondda cynon taff', 'rct', 'rhondda cynon tâf'],
  W06000013: ['pen-y-bont', 'pen y bont ar ogwr'],
  W92000004: ['all welsh local authorities', 'total welsh local authorities', 'all wales', 'wales total', 'holl awdurdodau lleol cymru', 'cyfanswm awdurdodau lleol cymru', 'pob awdurdod lleol yng nghymru', 'cymru gyfan', 'cyfanswm cymru', 'total wales', 'welsh local authorities'],
};

/** An area that a label and a code name. */
export type AreaFound =
  | { readonly kind: 'area'; readonly code: string; readonly repair?: string }
  /** An area of another kind, or no area: health boards, not stated. */
  | { readonly kind: 'other'; readonly reason: string }
  | { readonly kind: 'mismatch'; readonly byName: string; readonly byCode: string }
  | { readonly kind: 'unknown' };

/** Knows areas by their names in both languages, by their codes, and by the numbers that they had. */
export class AreaNames {
  private readonly byName = new Map<string, string>();
  private readonly codes = new Set<string>();
  private readonly found = new Map<string, AreaFound>();

  constructor(areas: readonly AreaRow[]) {
    // Authorities last: a region may bear the name of its only authority.
    const order = ['outside', 'region', 'country', 'authority'];
    for (const row of [...areas].sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level))) {
      if (row.level === 'outside') continue;
      this.codes.add(row.area_code);
      if (row.level === 'region') continue;
      for (const name of [row.name_en, row.name_cy, ...(SPELLINGS[row.area_code] ?? [])]) this.byName.set(nameKey(name), row.area_code);
      if (row.level === 'country')
        for (const name of ['total local authorities', 'all local authorities', 'cyfanswm awdurdodau lleol']) this.byName.set(name, row.area_code);
    }
  }

  /** Names that are known, for a suggestion. */
  names(): string[] {
    return [...this.byName.keys()];
  }

  /** Whether a text is a code of an area or looks as one does. */
  looksLikeCode(code: string): boolean {
    return this.codes.has(code) || /^[EWSNK]\d{8}$/.test(code) || STATSWALES_IDS[code] !== undefined;
  }

  /** The area that a name, a code or both of them name. */
  find(label: string, code: string | undefined): AreaFound {
    const key = `${label}\u0000${code ?? '\u0000'}`;
    const known = this.found.get(key) ?? this.look(label, code);
    if (this.found.size < 10_000) this.found.set(key, known);
    return known;
  }

  private look(label: string, code: string | undefined): AreaFound {
    const named = this.byName.get(nameKey(label)) ?? (this.codes.has(label.trim()) ? label.trim() : undefined);
    const text = (code ?? (label.trim() !== '' && named === undefined ? label : '')).trim();
    const replaced = REPLACED[text];
    const coded = this.known(text) ?? this.known(replaced) ?? this.known(STATSWALES_IDS[text]);
    if (coded !== undefined && named !== undefined && coded !== named) return { kind: 'mismatch', byName: named, byCode: coded };
    const found = coded ?? named;
    if (found === undefined) return otherArea(label, code);
    if (coded === undefined && code !== undefined && this.looksLikeCode(code)) return { kind: 'mismatch', byName: found, byCode: code };
    if (coded !== undefined && named === undefined && label.trim() !== '' && label.trim() !== text && code !== undefined) return { kind: 'unknown' };
    return replaced === undefined || coded === undefined ? { kind: 'area', code: found } : { kind: 'area', code: found, repair: `${text} was replaced by ${replaced}` };
  }

  private known(code: string | undefined): string | undefined {
    return code !== undefined && this.codes.has(code) ? code : undefined;
  }
}

function nameKey(name: string): string {
  return foldedLabel(name)
    .replace(/&/g, 'and')
    .replace(/\b(county borough council|county council|city council|council|cyngor)\b/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function otherArea(label: string, code: string | undefined): AreaFound {
  const name = foldedLabel(label);
  if (/(health board|bwrdd iechyd|university$|teaching$|betsi cadwaladr|hywel dda|aneurin bevan|swansea bay|cwm taf|cardiff (and|&) vale)/.test(name) || /^W11/.test(code ?? ''))
    return { kind: 'other', reason: 'a health board is no area of the data set' };
  if (/^(not stated|unknown|not known|anhysbys|heb ei nodi|outside wales|y tu allan i gymru)$/.test(name)) return { kind: 'other', reason: 'the area is not stated' };
  return { kind: 'unknown' };
}
