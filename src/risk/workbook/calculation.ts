import type { WorkbookPackage } from './package.ts';
import { partText } from './package.ts';
import type { Splice } from './xml.ts';
import { decodePart, readXml, spliced, withAttribute } from './xml.ts';

/** Tells spreadsheets to calculate all formulas when they open the workbook. */
export function calculationSplices({ zip, workbook, workbookPart }: WorkbookPackage): Splice[] {
  const { calculation, calculationAt: at, prefix } = workbook;
  if (calculation === undefined) return [{ start: at, end: at, text: `<${prefix}calcPr fullCalcOnLoad="1"/>` }];
  const tag = partText(zip, workbookPart).slice(calculation.start, calculation.end);
  const asked = withAttribute(tag, 'fullCalcOnLoad', '1');
  return asked === tag ? [] : [{ ...calculation, text: asked }];
}

/**
 * Takes out the order of calculation, which no longer holds every formula; spreadsheets make it anew. Its names in the list
 * of types and among the links of the workbook go with it. Answers the parts to leave out.
 */
export function withoutCalculationOrder(
  { zip, relationships, workbookPart }: WorkbookPackage,
  changed: Map<string, Uint8Array>,
): Set<string> {
  const link = relationships.find((r) => r.from === workbookPart && r.type === 'calcChain');
  if (link === undefined) return new Set();
  const links = workbookPart.replace(/([^/]*)$/, '_rels/$1.rels');
  for (const [part, attribute, value] of [
    ['[Content_Types].xml', 'PartName', `/${link.target}`],
    [links, 'Id', link.id],
  ] as const) {
    const text = decodePart(changed.get(part) ?? zip.entries.find(({ name }) => name === part)!.content)!;
    const cut: Splice[] = [];
    readXml(text, {
      close: ({ attributes, start }, _, end) => {
        if (attributes[attribute]?.toLowerCase() === value.toLowerCase()) cut.push({ start, end, text: '' });
      },
    });
    changed.set(part, new TextEncoder().encode(spliced(text, cut)));
  }
  return new Set([link.target]);
}
