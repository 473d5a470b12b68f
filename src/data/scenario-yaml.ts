import { isAlias, isCollection, isNode, LineCounter, parseDocument, visit } from 'yaml';
import type { Document } from 'yaml';
import type { Path } from '../assumptions/scenario/problem.ts';
import type { InputProblem } from '../domain/errors.ts';
import { readFileBytes } from './file-bytes.ts';

/** Largest scenario file in bytes; a thousand levers are a fifth of it. */
export const LARGEST_SCENARIO_BYTES = 1024 * 1024;
const DEEPEST = 20;

/** The content of a YAML file as plain data, with the line of each place in it. */
export interface ReadYaml {
  readonly content: unknown;
  readonly lineOf: (path: Path) => number | undefined;
}

/** Reads a YAML file: one document of YAML 1.2, each key once, no anchors, no tags. */
export async function readYamlFile(path: string): Promise<ReadYaml | InputProblem> {
  const read = await readFileBytes(path, path, LARGEST_SCENARIO_BYTES);
  if ('problem' in read)
    return read.problem.value === '0 bytes'
      ? problem(path, undefined, '0 bytes', 'The file is empty.', 'Write "name: ..." and "title: ..." at the left margin, each on its own line.')
      : read.problem;
  if (read.format === 'zip')
    return problem(path, undefined, 'an Excel workbook or a zip', 'The file is not text.', 'Save the scenario as a text file in YAML.');
  return parseYaml(new TextDecoder('utf-8').decode(read.bytes), path);
}

/** As `readYamlFile`, from text. */
export function parseYaml(text: string, file: string): ReadYaml | InputProblem {
  const lines = new LineCounter();
  const lineAt = (offset: number): number => lines.linePos(offset).line;
  const textOf = (line: number): string => text.split(/\r\n|\n|\r/)[line - 1] ?? '';
  if (nestedTooDeep(text))
    return problem(file, undefined, 'brackets in brackets', `Values are nested more than ${DEEPEST} deep.`, 'Write the scenario with few levels, as the examples do.');
  let document: Document.Parsed;
  try {
    document = parseDocument(text, { lineCounter: lines, version: '1.2', schema: 'core', uniqueKeys: true, prettyErrors: false });
  } catch {
    return problem(file, undefined, 'the file', 'The text cannot be read as YAML.', 'Write the scenario with few levels, as the examples do.');
  }
  const fault = document.errors[0] ?? document.warnings[0];
  if (fault !== undefined) {
    const line = lineAt(fault.pos[0]);
    const mend =
      fault.code === 'DUPLICATE_KEY'
        ? 'Delete or rename one of the two.'
        : fault.code === 'TAB_AS_INDENT'
          ? 'Indent with spaces, not with tabs.'
          : fault.code === 'TAG_RESOLVE_FAILED'
            ? 'Leave out the tag that starts with an exclamation mark.'
            : 'Check the indentation, the colons and the quotation marks of this line and the one above.';
    const what = fault.code === 'DUPLICATE_KEY' ? 'The key stands here twice.' : `The text cannot be read as YAML: ${fault.message.split('\n')[0]}.`;
    return problem(file, line, textOf(line).trim(), what, mend);
  }
  let strange: { at: number; what: string } | undefined;
  visit(document, {
    Node: (_key, node, path) => {
      const anchor = isAlias(node) ? undefined : node.anchor;
      if (isAlias(node) || anchor !== undefined)
        strange = {
          at: anchor === undefined ? (node.range?.[0] ?? 0) : text.indexOf(`&${anchor}`),
          what: 'Anchors (&) and aliases (*) are not read.',
        };
      else if (path.length > 2 * DEEPEST) strange = { at: node.range?.[0] ?? 0, what: `Values are nested more than ${DEEPEST} deep.` };
      return strange === undefined ? undefined : visit.BREAK;
    },
  });
  if (strange !== undefined) {
    const line = lineAt(strange.at);
    return problem(file, line, textOf(line).trim(), strange.what, 'Write the value out in each place where it is needed.');
  }
  return { content: document.toJS({ maxAliasCount: 0 }), lineOf: (path) => lineOf(document, path, lineAt) };
}

/** The parser calls itself for each level, so that a file of brackets would exhaust it. */
function nestedTooDeep(text: string): boolean {
  let depth = 0;
  for (const sign of text) {
    if (sign === '[' || sign === '{') depth += 1;
    else if (sign === ']' || sign === '}') depth -= 1;
    if (depth > DEEPEST) return true;
  }
  return /^(?:[ \t]*[-?][ \t]+){21}/m.test(text);
}

/** Line of the key or item at a path, or of the nearest place above that exists. */
function lineOf(document: Document.Parsed, path: Path, lineAt: (offset: number) => number): number | undefined {
  for (let length = path.length; length > 0; length--) {
    const parent = document.getIn(path.slice(0, length - 1), true) ?? document.contents;
    const step = path[length - 1]!;
    if (!isCollection(parent)) continue;
    for (const [i, item] of parent.items.entries()) {
      const pair = item as { key?: unknown; value?: unknown; range?: readonly number[] };
      const node = typeof step === 'number' ? (i === step ? item : undefined) : keyText(pair.key) === step ? pair.key : undefined;
      if (isNode(node) && node.range) return lineAt(node.range[0]);
    }
  }
  return 1;
}

function keyText(key: unknown): string | undefined {
  return key !== null && typeof key === 'object' && 'value' in key ? String(key.value) : undefined;
}

function problem(file: string, row: number | undefined, value: string, text: string, mend: string): InputProblem {
  return {
    kind: 'input',
    file,
    ...(row === undefined ? {} : { row }),
    value,
    problem: text,
    allowed: 'One scenario in YAML 1.2: keys with a colon, lists with hyphens, indented with spaces, each key once.',
    mend,
  };
}
