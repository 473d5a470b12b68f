import { PLACE } from '../language/plain-message.ts';
import type { TranslationUnit } from './translation-units.ts';

/*
 * XLIFF 1.2, because it is the version that translation tools work in (their own formats are built on it), and not all of them
 * read version 2: https://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html
 */

export const XLIFF_NAMESPACE = 'urn:oasis:names:tc:xliff:document:1.2';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** A text with each place to fill as a tag that a translation tool keeps whole. */
function inlined(text: string, ids: ReadonlyMap<string, number>): string {
  let out = '';
  let from = 0;
  const seen = new Map<string, number>();
  for (const { 0: place, index } of text.matchAll(PLACE)) {
    const before = seen.get(place) ?? 0;
    seen.set(place, before + 1);
    const id = ids.get(`${place} ${before}`) ?? ids.size + 1 + before;
    out += `${escaped(text.slice(from, index))}<ph id="${id}" ctype="x-place" equiv-text="${escaped(place)}">${escaped(place)}</ph>`;
    from = index + place.length;
  }
  return out + escaped(text.slice(from));
}

/** Number of each place to fill in a text, by its words and which of its kind it is. */
function placeIds(text: string): Map<string, number> {
  const ids = new Map<string, number>();
  const seen = new Map<string, number>();
  for (const [place] of text.matchAll(PLACE)) {
    const before = seen.get(place) ?? 0;
    seen.set(place, before + 1);
    ids.set(`${place} ${before}`, ids.size + 1);
  }
  return ids;
}

/** Texts that wait for a translator as XLIFF 1.2: a unit each, what is proposed as target, context and use as notes. */
export function xliffText(units: readonly TranslationUnit[], version: string): string {
  const lines = units.flatMap((unit) => {
    const ids = placeIds(unit.english);
    const state = unit.question === 'translate' ? 'needs-translation' : 'needs-review-translation';
    return [
      `      <trans-unit id="${escaped(unit.id)}" resname="${escaped(unit.id)}" xml:space="preserve">`,
      `        <source>${inlined(unit.english, ids)}</source>`,
      `        <target state="${state}">${inlined(unit.welsh, ids)}</target>`,
      `        <note from="context">${escaped(unit.context)}</note>`,
      `        <note from="used">${escaped(unit.used)}</note>`,
      `        <note from="status">${escaped(unit.status)}</note>`,
      `      </trans-unit>`,
    ];
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<xliff version="1.2" xmlns="${XLIFF_NAMESPACE}">`,
    '  <file original="market-stability" datatype="plaintext" source-language="en-GB" target-language="cy-GB">',
    `    <header><tool tool-id="market-stability" tool-name="market-stability" tool-version="${escaped(version)}"/></header>`,
    '    <body>',
    ...lines,
    '    </body>',
    '  </file>',
    '</xliff>',
    '',
  ].join('\n');
}
