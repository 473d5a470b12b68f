import type { DocumentModel } from '../../../src/reporting/document/model.ts';
import { rasterise } from '../../../src/reporting/render-png.ts';

/** A name from outside that tries to be markup everywhere. */
export const HOSTILE = '<script>alert(1)</script> *x* [y](z) `a` | {{b}} ]]> & "c" \u0007=1+1';

const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="120"><rect width="300" height="120" fill="#12436D"/></svg>';

/** A document with everything that a document can hold. */
export async function sampleDocument(language: 'en' | 'cy' = 'en'): Promise<DocumentModel> {
  const number = {
    kind: 'number',
    text: '1,068',
    reference: 'places_registered.residential.W92000004.2030-03-31.p50',
    run_id: '0123456789abcdef',
  } as const;
  return {
    title: 'Places for children',
    language,
    description: 'A sample',
    author: 'Analysis team',
    header: [['Run 0123456789abcdef, scenario "As legislated". ', { kind: 'text', text: 'OFFICIAL', strong: true }]],
    footer: [['Status: illustrative. Made from stand-in data; not for decisions.']],
    draft: ['Draft made by a program. Nobody has checked it yet.'],
    blocks: [
      { kind: 'paragraph', style: 'lead', runs: ['Places on 31 March 2030: ', { ...number, strong: true }, '.'] },
      { kind: 'heading', level: 2, id: 'analysis', runs: ['Analysis'] },
      {
        kind: 'paragraph',
        runs: [
          'See the ',
          { kind: 'link', text: 'table of places', href: '#table-1' },
          ' and the ',
          { kind: 'link', text: 'Act', href: 'https://www.legislation.gov.uk/asc/2025/1?a=1&b=2' },
          '.',
          {
            kind: 'note',
            runs: ['A note on ', { kind: 'text', text: 'plant sy’n derbyn gofal', language: 'cy' }, '.'],
          },
          ' ',
          { kind: 'text', text: 'Ynys Môn', language: language === 'en' ? 'cy' : 'en' },
        ],
      },
      { kind: 'paragraph', style: 'aside', language: 'en', runs: ['Drafted text: ', HOSTILE] },
      { kind: 'heading', level: 3, runs: ['Places'] },
      { kind: 'list', ordered: false, items: [['First ', number], ['Second']] },
      {
        kind: 'list',
        ordered: true,
        items: [
          ['The Board is asked to note.'],
          ['The Board is asked to agree.', { kind: 'note', runs: ['Another note.'] }],
        ],
      },
      { kind: 'list', ordered: true, items: [['Begins at one again.']] },
      {
        kind: 'picture',
        png: await rasterise(SVG, 1),
        svg: SVG,
        width: 300,
        height: 120,
        alt: 'A blue box & "nothing" else',
        caption: ['Chart 1: a box'],
        table: 'table-1',
      },
      { kind: 'heading', level: 2, runs: ['Tables'], newPage: true },
      {
        kind: 'table',
        id: 'table-1',
        caption: ['Table 1: places by authority'],
        columns: [
          { heading: ['Authority'], width: 2 },
          { heading: ['Places'], align: 'right' },
          { heading: ['Status'] },
        ],
        rows: [
          [[HOSTILE], [number], ['illustrative']],
          [['Cardiff'], ['none'], []],
        ],
      },
      {
        kind: 'table',
        id: 'table-2',
        caption: ['Table 2: nothing yet'],
        columns: [{ heading: ['Authority'] }, { heading: ['Places'], align: 'right' }],
        rows: [],
      },
    ],
  };
}
