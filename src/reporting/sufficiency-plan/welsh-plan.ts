import { documentFiles } from '../document/write-document.ts';
import type { MadeFile } from '../document/write-document.ts';
import type { DocumentModel } from '../document/model.ts';
import { Messages } from '../language/messages.ts';
import { checkWelshDocument, translatorCsv } from '../language/translator-file.ts';
import type { Words } from '../language/words.ts';
import { entriesOf } from '../language/words.ts';
import type { LookBack } from './look-back.ts';
import type { PlanContents } from './plan-contents.ts';
import { planDocument } from './plan-document.ts';
import type { PlanTemplate } from './plan-template.ts';

/** The paper of a plan in Welsh. */
export interface WelshPlan {
  readonly document: DocumentModel;
  /** Texts and terms that a translator must confirm or translate. While there are any the paper says so under its title. */
  readonly toConfirm: number;
  /** `NAME-cy.docx` and `.html`, and `NAME-cy-for-translators.csv` while anything waits for a translator. */
  readonly files: readonly MadeFile[];
}

/**
 * The paper of a plan in Welsh, from the same contents as the English. What has no Welsh stands in English and is marked as English.
 *
 * @param words as read by `readWords`, with what translators have confirmed
 * @param name of the files, without language and ending
 */
export async function welshPlan(
  contents: PlanContents,
  template: PlanTemplate,
  words: Words,
  name: string,
  settings: { readonly marking?: string; readonly lookBack?: LookBack } = {},
): Promise<WelshPlan> {
  const { glossary, places, changedTerms } = words;
  const messages = new Messages(entriesOf(words, 'plan', 'charts'), 'cy', words.answers?.byId);
  const plain = planDocument(contents, template, { ...settings, words: { messages, places } });
  const pageWords = {
    skip: messages.runs('paper.skip'),
    notes: messages.runs('paper.notes'),
    back: messages.runs('paper.back'),
  };
  const problems = checkWelshDocument(plain, { glossary, places, changedTerms });
  const isConfirmed = problems.length === 0 && messages.translationNeeds().length === 0;
  const document = isConfirmed
    ? plain
    : { ...plain, draft: [...(plain.draft ?? []), ' ', ...messages.runs('paper.translator')] };
  const needs = messages.translationNeeds();
  const list = new TextEncoder().encode(translatorCsv(needs, problems));
  return {
    document,
    toConfirm: needs.length + new Set(problems.map((p) => `${p.found}|${p.right}`)).size,
    files: [
      ...(await documentFiles(document, { name: `${name}-cy`, formats: ['docx', 'html'], pageWords })),
      ...(isConfirmed ? [] : [{ name: `${name}-cy-for-translators.csv`, bytes: list }]),
    ],
  };
}
