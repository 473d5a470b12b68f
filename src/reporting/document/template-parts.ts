/** Styles of a template with those of a document that it lacks. */
export interface MergedStyles {
  readonly text: string;
  /** Text of a document with the names that its styles have in the template. */
  readonly rename: (xml: string) => string;
}

interface Style {
  readonly id: string;
  readonly name: string;
  readonly xml: string;
}

function stylesIn(xml: string): Style[] {
  return [...xml.matchAll(/<w:style\b[\s\S]*?<\/w:style>/g)].map(([style]) => ({
    id: /w:styleId="([^"]*)"/.exec(style)?.[1] ?? '',
    name: (/<w:name w:val="([^"]*)"/.exec(style)?.[1] ?? '').toLowerCase(),
    xml: style,
  }));
}

/**
 * Keeps every style of the template. A style of the document that the template has by name is the template's (its heading may be
 * called `Rubrik1` inside, and is `heading 1` by name everywhere); one that it lacks is brought along under its own name.
 */
export function mergedStyles(template: string, own: string): MergedStyles {
  const there = stylesIn(template);
  const renamed = new Map<string, string>();
  const missing: Style[] = [];
  for (const style of stylesIn(own)) {
    const same = there.find(({ name }) => name === style.name);
    if (same !== undefined) renamed.set(style.id, same.id);
    else if (there.some(({ id }) => id === style.id)) {
      renamed.set(style.id, `Paper${style.id}`);
      missing.push(style);
    } else missing.push(style);
  }
  const rename = (xml: string): string =>
    xml.replace(
      /(<w:(?:pStyle|rStyle|tblStyle|basedOn|next|link) w:val=")([^"]*)"/g,
      (_, a: string, id: string) => `${a}${renamed.get(id) ?? id}"`,
    );
  const added = missing.map(({ id, xml }) =>
    rename(xml)
      .replace(/ w:default="(?:1|true)"/, '')
      .replace(`w:styleId="${id}"`, `w:styleId="${renamed.get(id) ?? id}"`),
  );
  const text = template.replace('</w:styles>', `${added.join('')}</w:styles>`);
  return { text: withNamespaces(text, own), rename };
}

/** Lists of a template with those of a document, and what gives the document's lists their new numbers. */
export interface MergedNumbering {
  readonly text: string;
  readonly renumber: (xml: string) => string;
}

/** Adds the lists of a document to those of a template, under numbers that the template does not use. */
export function mergedNumbering(template: string | undefined, own: string): MergedNumbering {
  if (template === undefined) return { text: own, renumber: (xml) => xml };
  const most = (pattern: RegExp): number =>
    Math.max(0, ...[...template.matchAll(pattern)].map((match) => Number(match[1])));
  const abstractBy = most(/w:abstractNumId="(\d+)"/g) + 1;
  const numberBy = most(/<w:num\b[^>]*w:numId="(\d+)"/g) + 1;
  const abstracts = (own.match(/<w:abstractNum\b[\s\S]*?<\/w:abstractNum>/g) ?? []).map((xml) =>
    xml.replace(/w:abstractNumId="(\d+)"/, (_, id: string) => `w:abstractNumId="${Number(id) + abstractBy}"`),
  );
  const numbers = (own.match(/<w:num\b[\s\S]*?<\/w:num>/g) ?? []).map((xml) =>
    xml
      .replace(/w:numId="(\d+)"/, (_, id: string) => `w:numId="${Number(id) + numberBy}"`)
      .replace(
        /<w:abstractNumId w:val="(\d+)"/,
        (_, id: string) => `<w:abstractNumId w:val="${Number(id) + abstractBy}"`,
      ),
  );
  // Word asks for all abstract lists before the first list.
  const first = template.search(/<w:num\b|<\/w:numbering>/);
  const end = template.search(/<w:numIdMacAtCleanup|<\/w:numbering>/);
  const text =
    template.slice(0, first) + abstracts.join('') + template.slice(first, end) + numbers.join('') + template.slice(end);
  const renumber = (xml: string): string =>
    xml.replace(/<w:numId w:val="(\d+)"/g, (_, id: string) => `<w:numId w:val="${Number(id) + numberBy}"`);
  return { text: withNamespaces(text, own), renumber };
}

/** A part with every name space of another part of its kind, so that what is taken over from there can be read. */
export function withNamespaces(xml: string, other: string): string {
  const rootOf = (text: string): string => /<w:(?:document|styles|numbering|ftr|hdr)\b[^>]*>/.exec(text)?.[0] ?? '';
  const root = rootOf(xml);
  const missing = [...rootOf(other).matchAll(/\sxmlns:(\w+)="[^"]*"/g)]
    .filter((match) => !root.includes(` xmlns:${match[1]!}=`))
    .map((match) => match[0]);
  return xml.replace(
    root,
    root.replace(/\/?>$/, (end) => `${missing.join('')}${end}`),
  );
}
