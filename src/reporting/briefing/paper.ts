import { statusSentence } from '../../domain/status.ts';
import type { Block, DocumentModel, Run, Runs } from '../document/model.ts';
import { linesOf, plainText } from '../document/runs.ts';
import type { GlossaryTerm } from '../language/glossary.ts';
import { assumptionsAnnex, glossaryAnnex, impactAnnex, methodAnnex, sourcesAnnex, tablesAnnex } from './annexes.ts';
import {
  communicationsSection,
  financeSection,
  impactSection,
  legalSection,
  nextStepsSection,
  risksSection,
  uncertaintySection,
} from './back-sections.ts';
import type { Desk } from './desk.ts';
import { quoted } from './desk.ts';
import {
  analysisSection,
  backgroundSection,
  bottomLineSection,
  metaBlocks,
  purposeSection,
  recommendationsSection,
} from './front-sections.ts';
import { paperCharts } from './paper-charts.ts';
import type { DrawChart } from './paper-charts.ts';
import { weakestOf } from './paper-status.ts';

/** Composes the paper of a desk: sections in the order of a Board paper, then the annexes. */
export async function composePaper(
  desk: Desk,
  glossary: readonly GlossaryTerm[],
  draw?: DrawChart,
): Promise<DocumentModel> {
  const { area, text } = desk.source;
  const sections: Block[] = [
    ...metaBlocks(desk),
    ...purposeSection(desk),
    ...recommendationsSection(desk),
    ...bottomLineSection(desk),
    ...backgroundSection(desk),
  ];
  const analysis = analysisSection(desk);
  const back = [
    ...uncertaintySection(desk),
    ...risksSection(desk),
    ...financeSection(desk),
    ...legalSection(desk),
    ...impactSection(desk),
    ...communicationsSection(desk),
    ...nextStepsSection(desk),
  ];
  const impact = impactAnnex(desk);
  // Tables are numbered as they are made: those behind the charts stand in an annex, after the tables of the sections.
  const charts = await paperCharts(desk, draw);
  const annexes = [
    ...impact,
    ...tablesAnnex(desk, charts),
    ...assumptionsAnnex(desk),
    ...methodAnnex(desk),
    ...sourcesAnnex(desk),
  ];
  const title =
    text.paper?.title === undefined
      ? desk.words('title.board', { area: desk.area(area, 'title.board') })
      : desk.bound(text.paper.title, 'paper.title');
  const edges = pageEdges(desk);
  const document: DocumentModel = {
    title: plainText(title),
    language: desk.language,
    ...(text.paper?.author === undefined ? {} : { author: text.paper.author }),
    description: edges.footer.map(plainText).join(' '),
    ...edges,
    ...(desk.source.release ? {} : { draft: draftMark(desk) }),
    blocks: [...sections, ...analysis(charts), ...back, ...annexes],
  };
  const words = linesOf(document)
    .map((line) => plainText(line.runs))
    .join('\n');
  return { ...document, blocks: [...document.blocks, ...glossaryAnnex(desk, glossary, words)] };
}

function draftMark(desk: Desk): Run[] {
  const awaiting = desk.language === 'cy' ? [' ', ...desk.words('mark.awaiting-means')] : [];
  return [...desk.words('mark.draft'), ...awaiting].map((run): Run =>
    typeof run === 'string' ? { kind: 'text', text: run } : run,
  );
}

/** Run, scheme, marking and status, on every page. */
function pageEdges(desk: Desk): { header: Runs[]; footer: Runs[] } {
  const { runs, risks, marking, area } = desk.source;
  const ids = runs.map(({ manifest }) => `${manifest.run_id} (${manifest.scenario_title})`).join(', ');
  const scheme = risks?.[0] === undefined ? desk.words('edge.no-scheme') : [quoted(risks[0].scheme, 'risk-scores.csv')];
  const mark: Run = { kind: 'text', text: marking, strong: true, from: 'the marking' };
  const working = area.level === 'authority' ? [desk.words('mark.working')] : [];
  const english = desk.language === 'en' ? {} : ({ language: 'en' } as const);
  return {
    header: [[...desk.words('edge.run', { runs: quoted(ids, 'manifest.json'), scheme }), mark]],
    footer: [
      [{ kind: 'text', text: `${statusSentence(weakestOf(runs))} `, ...english }, ...desk.words('edge.projection')],
      ...working,
    ],
  };
}
