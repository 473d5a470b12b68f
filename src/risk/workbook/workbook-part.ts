import { readXml } from './xml.ts';

/** What the workbook's own part says. */
export interface WorkbookPart {
  readonly sheets: readonly { readonly name: string; readonly relationship: string; readonly hidden: boolean }[];
  /** Names of ranges and formulas; `sheet` is the place of the sheet that a name belongs to. */
  readonly names: readonly DefinedName[];
  /** Whether days are counted from 1904. */
  readonly from1904: boolean;
  /** The tag that says how formulas are calculated. */
  readonly calculation?: { readonly start: number; readonly end: number };
  /** Where such a tag would stand. */
  readonly calculationAt: number;
  /** Prefix of the names of elements, `x:` or empty. */
  readonly prefix: string;
}

/** A name that stands for a range or a formula. */
export interface DefinedName {
  readonly name: string;
  readonly sheet?: number;
  readonly text: string;
  /** Place of the text in the part. */
  readonly start: number;
  readonly end: number;
}

const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
/** Elements that stand before the one on calculation. */
const BEFORE_CALCULATION = /^(sheets|functionGroups|externalReferences|definedNames)$/;

/** Reads the workbook's own part; a sentence when the text is none. */
export function readWorkbookPart(xml: string): WorkbookPart | string {
  const sheets: { name: string; relationship: string; hidden: boolean }[] = [];
  const names: DefinedName[] = [];
  let from1904 = false;
  let calculation: { start: number; end: number } | undefined;
  let calculationAt = -1;
  let prefix = '';
  let text = '';
  let idAttribute = 'r:id';
  const problem = readXml(xml, {
    open: (element) => {
      const { name, attributes, start, openEnd } = element;
      text = '';
      if (name === 'workbook') {
        prefix = element.prefix;
        const bound = Object.entries(attributes).find(([, value]) => value === RELATIONSHIPS)?.[0];
        if (bound?.startsWith('xmlns:') === true) idAttribute = `${bound.slice(6)}:id`;
      } else if (name === 'sheet')
        sheets.push({
          name: attributes['name'] ?? '',
          relationship: attributes[idAttribute] ?? attributes['r:id'] ?? '',
          hidden: (attributes['state'] ?? 'visible') !== 'visible',
        });
      else if (name === 'workbookPr') from1904 = /^(1|true)$/.test(attributes['date1904'] ?? '');
      else if (name === 'calcPr') calculation = { start, end: openEnd };
    },
    text: (piece) => (text += piece),
    close: ({ name, attributes, openEnd }, start, end) => {
      if (BEFORE_CALCULATION.test(name)) calculationAt = end;
      if (name !== 'definedName') return;
      const sheet = attributes['localSheetId'];
      names.push({
        name: attributes['name'] ?? '',
        ...(sheet === undefined ? {} : { sheet: Number(sheet) }),
        text,
        start: openEnd,
        end: start,
      });
    },
  });
  if (problem !== undefined) return problem;
  if (calculationAt < 0) return 'It has no list of sheets.';
  return { sheets, names, from1904, ...(calculation === undefined ? {} : { calculation }), calculationAt, prefix };
}
