import { posix } from 'node:path';
import { readXml } from './xml.ts';

/** A link from a part to another part or to something outside the workbook. */
export interface Relationship {
  /** Part that it starts from; empty for the package. */
  readonly from: string;
  readonly id: string;
  /** Last word of the type: `worksheet`, `styles`, `vbaProject`. */
  readonly type: string;
  /** Whether the type is named as in Strict Open XML. */
  readonly strict: boolean;
  /** Name of the part, or the address outside. */
  readonly target: string;
  readonly external: boolean;
}

/** Part that a part of relationships belongs to: `xl/_rels/workbook.xml.rels` is of `xl/workbook.xml`. */
export function ownerOfRelationships(name: string): string | undefined {
  const found = /^(.*?)_rels\/([^/]*)\.rels$/.exec(name);
  return found === null ? undefined : `${found[1]}${found[2]}`;
}

/** Reads the relationships of a part; a sentence when the text is no XML. */
export function readRelationships(text: string, from: string): readonly Relationship[] | string {
  const found: Relationship[] = [];
  const folder = from.includes('/') ? from.slice(0, from.lastIndexOf('/')) : '';
  const problem = readXml(text, {
    open: ({ name, attributes }) => {
      if (name !== 'Relationship') return;
      const { Id: id = '', Type: type = '', Target: target = '', TargetMode: mode } = attributes;
      const external = mode === 'External';
      const inside = target.startsWith('/') ? target.slice(1) : posix.normalize(posix.join(folder, target));
      found.push({
        from,
        id,
        type: type.slice(type.lastIndexOf('/') + 1),
        strict: type.startsWith('http://purl.oclc.org/ooxml/'),
        target: external ? target : inside,
        external,
      });
    },
  });
  return problem ?? found;
}
