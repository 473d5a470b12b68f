import { foldedLabel } from '../statistics/labels.ts';
import type { ColumnRole } from '../statistics/column-table.ts';

const VALUE = /^(data values?|gwerthoedd? data|gwerth data)$/;
const RAW_VALUE = /^data$/;
const NOTES = /^(notes?|nodiadau|nodyn|note ?codes?|codau? nodiadau|codau nodyn)$/;
const START = /^(start date|dyddiad (cychwyn|dechrau))$/;
const END = /^(end date|dyddiad (gorffen|diwedd))$/;
const SUFFIX = /^(.*)_(reference|sort|hierarchy|cyfeiriad|didoli|trefn|hierarchiaeth|hierarchaeth)$/i;

/** Whether a header is one of stats.gov.wales: a column of figures under one of its names. */
export function isStatsGovWalesHeader(header: readonly string[]): boolean {
  const names = header.map((name) => foldedLabel(name));
  return names.some((name) => VALUE.test(name)) || (names.some((name) => RAW_VALUE.test(name)) && names.some((name) => /^(areacode|yearcode|rowref|notecodes)$/.test(name)));
}

/** What each column of a file of stats.gov.wales is, by its name in English or Welsh. */
export function columnsOf(header: readonly string[]): ColumnRole[] {
  const names = header.map((name) => foldedLabel(name));
  const hasNamedValue = names.some((name) => VALUE.test(name));
  return header.map((name, c): ColumnRole => {
    const folded = names[c]!;
    if (VALUE.test(folded) || (!hasNamedValue && RAW_VALUE.test(folded))) return { kind: 'value' };
    if (NOTES.test(folded)) return { kind: 'notes' };
    if (START.test(folded)) return { kind: 'start' };
    if (END.test(folded)) return { kind: 'end' };
    const suffix = SUFFIX.exec(name);
    if (suffix === null) return { kind: 'dimension' };
    const of = header.find((other) => other === suffix[1]) ?? suffix[1]!;
    if (VALUE.test(foldedLabel(of)) || NOTES.test(foldedLabel(of)) || START.test(foldedLabel(of)) || END.test(foldedLabel(of))) return { kind: 'ignored' };
    return { kind: /^(reference|cyfeiriad)$/i.test(suffix[2]!) ? 'code' : 'fixed', of };
  });
}
