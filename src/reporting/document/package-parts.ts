import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/** Parts of an Office file by path, in the order of the file. */
export type PackageParts = Map<string, Uint8Array>;

/** Time of making that every paper carries, so that the same contents give the same bytes. */
const FIXED_TIME = '2000-01-01T00:00:00Z';

/** Parts of a Word file that this package made, with everything settled that would differ from one making to the next. */
export function settledParts(bytes: Uint8Array): PackageParts {
  const parts: PackageParts = new Map(Object.entries(unzipSync(bytes)));
  const renames = new Map<string, string>();
  // Names of pictures and of relationships to them, to links and to parts are drawn by lot.
  let pictures = 0;
  const media = [...parts.keys()].filter((path) => path.startsWith('word/media/'));
  const text = (path: string): string => strFromU8(parts.get(path)!);
  const relations = text('word/_rels/document.xml.rels');
  const inOrder = [...text('word/document.xml').matchAll(/r:embed="([^"]+)"/g)].map((match) =>
    match[1]!.replace(/^\{|\}$/g, ''),
  );
  for (const id of new Set(inOrder)) {
    const target = new RegExp(
      `Id="${escapePattern(id)}"[^>]*Target="([^"]+)"|Target="([^"]+)"[^>]*Id="${escapePattern(id)}"`,
    ).exec(relations);
    const path = `word/${target?.[1] ?? target?.[2] ?? ''}`;
    if (media.includes(path) && !renames.has(path)) renames.set(path, `word/media/picture-${(pictures += 1)}.png`);
  }
  for (const [from, to] of renames) {
    parts.set(to, parts.get(from)!);
    parts.delete(from);
  }
  for (const path of [...parts.keys()].filter((name) => name.endsWith('.rels'))) settleRelations(parts, path, renames);
  for (const path of ['word/document.xml', 'word/footnotes.xml', 'word/header1.xml', 'word/footer1.xml']) {
    if (!parts.has(path)) continue;
    let drawings = 0;
    let bookmarks = 0;
    const marks = new Map<string, number>();
    const settled = text(path)
      .replace(/(<wp:docPr id=")[^"]*"/g, (_, before: string) => `${before}${(drawings += 1)}"`)
      .replace(/(<w:bookmark(?:Start|End)[^>]*? w:id=")([^"]*)"/g, (_, before: string, id: string) => {
        if (!marks.has(id)) marks.set(id, (bookmarks += 1));
        return `${before}${marks.get(id)!}"`;
      });
    parts.set(path, strToU8(settled));
  }
  const core = text('docProps/core.xml').replace(/(<dcterms:(created|modified)[^>]*>)[^<]*/g, `$1${FIXED_TIME}`);
  parts.set('docProps/core.xml', strToU8(core));
  return parts;
}

export const escapePattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Renumbers the relationships of a part in the order of their kinds and targets, and in the part itself. */
function settleRelations(parts: PackageParts, path: string, renames: ReadonlyMap<string, string>): void {
  const owner = path.replace('_rels/', '').replace(/\.rels$/, '');
  const file = strFromU8(parts.get(path)!);
  const folder = owner.slice(0, owner.lastIndexOf('/') + 1);
  const entries = [...file.matchAll(/<Relationship\b[^>]*\/>/g)].map(([entry]) => {
    const value = (name: string): string | undefined => new RegExp(`\\b${name}="([^"]*)"`).exec(entry)?.[1];
    const target = value('Target')!;
    const renamed = renames.get(folder + target);
    const mode = value('TargetMode');
    return {
      id: value('Id')!,
      type: value('Type')!,
      target: renamed === undefined ? target : renamed.slice(folder.length),
      mode,
    };
  });
  const places = new Map<string, number>();
  const body = parts.has(owner) ? strFromU8(parts.get(owner)!) : '';
  for (const match of body.matchAll(/r:(?:id|embed|link)="([^"]+)"/g))
    if (!places.has(match[1]!)) places.set(match[1]!, places.size);
  const rank = (id: string): number => places.get(id) ?? places.get(`{${id}}`) ?? -1;
  entries.sort(
    (a, b) => rank(a.id) - rank(b.id) || (a.type < b.type ? -1 : a.type > b.type ? 1 : a.target < b.target ? -1 : 1),
  );
  const names = new Map(entries.map((entry, i) => [entry.id, `rId${i + 1}`]));
  const lines = entries.map(({ id, type, target, mode }) => {
    const more = mode === undefined ? '' : ` TargetMode="${mode}"`;
    return `<Relationship Id="${names.get(id)!}" Type="${type}" Target="${target}"${more}/>`;
  });
  const head = file.slice(0, file.indexOf('<Relationships'));
  parts.set(
    path,
    strToU8(
      `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${lines.join('')}</Relationships>`,
    ),
  );
  if (body === '') return;
  const renumbered = body.replace(/(r:(?:id|embed|link)=")\{?([^"{}]+)\}?"/g, (whole, before: string, id: string) =>
    names.has(id) ? `${before}${names.get(id)!}"` : whole,
  );
  parts.set(owner, strToU8(renumbered));
}

/** The parts as one file: the same bytes on any day and in any time zone. */
export function packedParts(parts: PackageParts): Uint8Array {
  // The list of kinds comes first, as readers of Office files expect.
  const order = ['[Content_Types].xml', '_rels/.rels'];
  const rest = [...parts.keys()].filter((path) => !order.includes(path)).sort();
  const files = Object.fromEntries([...order, ...rest].map((path) => [path, parts.get(path)!]));
  return zipSync(files, { level: 6, mtime: new Date(2000, 0, 1) });
}
