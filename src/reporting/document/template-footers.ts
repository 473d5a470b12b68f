import { strFromU8, strToU8 } from 'fflate';
import type { PackageParts } from './package-parts.ts';
import { withNamespaces } from './template-parts.ts';
import type { Relations } from './word-template.ts';

const FOOTER = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer';

/** Paragraphs of a header or footer. */
function paragraphsOf(xml: string): string {
  return (xml.match(/<w:p\b[\s\S]*?<\/w:p>|<w:p\/>/g) ?? []).join('');
}

/**
 * Adds the lines of a document (run, marking, status) to the footers of a template, so that they stand on every page; a kind of page
 * that has no footer gets one. The lines come after what the footer holds, and the template's page number is kept.
 *
 * @param section `w:sectPr` that ends the template; empty where it has none
 * @returns the section with its footers
 */
export function addedFooters(
  parts: PackageParts,
  relations: Relations,
  section: string,
  ownFooter: string,
  ownHeader: string,
): string {
  const footerLines = ownFooter.match(/<w:p\b[\s\S]*?<\/w:p>|<w:p\/>/g) ?? [];
  // The last line of an own footer is the page number, which a template has already or does not want.
  const lines = paragraphsOf(ownHeader) + footerLines.slice(0, -1).join('');
  const whole =
    section === '' ? '<w:sectPr></w:sectPr>' : section.replace(/^<w:sectPr\b([^>]*)\/>/, '<w:sectPr$1></w:sectPr>');
  const settings = parts.has('word/settings.xml') ? strFromU8(parts.get('word/settings.xml')!) : '';
  const kinds = [
    'default',
    ...(/<w:titlePg(?:\s*\/>| w:val="(?:1|true|on)")/.test(whole) ? ['first'] : []),
    ...(/<w:evenAndOddHeaders(?:\s*\/>| w:val="(?:1|true|on)")/.test(settings) ? ['even'] : []),
  ];
  let added = '';
  for (const kind of kinds) {
    const id = footerOf(whole, kind);
    const target = id === undefined ? undefined : relations.target(id);
    const path = target === undefined ? undefined : target.startsWith('/') ? target.slice(1) : `word/${target}`;
    if (path !== undefined && parts.has(path)) {
      const footer = strFromU8(parts.get(path)!);
      const room = footer.replace(/<w:ftr\b([^>]*)\/>/, '<w:ftr$1></w:ftr>');
      parts.set(path, strToU8(withNamespaces(room.replace(/<\/w:ftr>\s*$/, `${lines}</w:ftr>`), ownFooter)));
      continue;
    }
    const name = `paper-footer${kinds.indexOf(kind) + 1}.xml`;
    parts.set(
      `word/${name}`,
      strToU8(ownFooter.replace(/(<w:ftr\b[^>]*>)[\s\S]*(<\/w:ftr>)/, `$1${lines}${footerLines.at(-1) ?? ''}$2`)),
    );
    added += `<w:footerReference w:type="${kind}" r:id="${relations.add(FOOTER, name)}"/>`;
  }
  return whole.replace(/^<w:sectPr\b[^>]*>/, (open) => `${open}${added}`);
}

function footerOf(section: string, kind: string): string | undefined {
  const references = section.match(/<w:footerReference\b[^>]*\/>/g) ?? [];
  return /r:id="([^"]*)"/.exec(references.find((one) => one.includes(`w:type="${kind}"`)) ?? '')?.[1];
}
