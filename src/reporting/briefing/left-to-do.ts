import { longSentences } from '../document/lint-words.ts';
import type { DocumentModel } from '../document/model.ts';
import { pagesOf } from '../document/page-length.ts';
import type { Desk } from './desk.ts';
import { weakestOf } from './paper-status.ts';

/**
 * What must happen before a paper may leave, in sentences.
 *
 * @param welsh words that a translator must confirm or write
 */
export function leftToDo(desk: Desk, welsh: number): string[] {
  const { source, drafted } = desk;
  const { paper, reviewed_by } = source.text;
  const missing = [
    ...(paper?.number === undefined ? ['number'] : []),
    ...(paper?.author === undefined ? ['author'] : []),
    ...(paper?.sro === undefined ? ['sro'] : []),
    ...(source.meetingDate === undefined ? ['meeting date'] : []),
  ];
  return [
    ...(weakestOf(source.runs) === 'illustrative'
      ? ['The figures are illustrative: put in the real register and run again.']
      : []),
    ...(drafted.length === 0 ? [] : [`Drafted sections that nobody has approved: ${drafted.join(', ')}.`]),
    ...(drafted.length === 0 && reviewed_by === undefined ? ['Nobody is named as reviewer (reviewed_by).'] : []),
    ...(missing.length === 0 ? [] : [`The paper has no ${missing.join(', no ')}.`]),
    ...(source.impact.assessed_by === '' ? ['The integrated impact assessment is not assessed by anybody.'] : []),
    ...(welsh === 0
      ? []
      : [`A translator must confirm or translate ${welsh} items; the file for translators lists them.`]),
  ];
}

/**
 * Advice on length and sentences, which keeps nothing back.
 *
 * @param pages pages wanted before the annexes
 */
export function adviceOn(document: DocumentModel, pages: number): string[] {
  const about = pagesOf(document, 'annex-impact');
  const long = longSentences(document);
  return [
    ...(about <= pages + 0.25
      ? []
      : [`The paper fills about ${about.toFixed(1)} pages before its annexes; ${pages} are wanted.`]),
    ...(long.length === 0
      ? []
      : [`${long.length} sentences have more than 25 words, the first in ${long[0]!.where}: "${long[0]!.found}..."`]),
  ];
}
