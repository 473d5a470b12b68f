/** A column of a table on a terminal: its heading and its width in letters. */
export interface TextColumn {
  readonly heading: string;
  readonly width: number;
}

/**
 * Lines of a table for a terminal: texts are wrapped at spaces, two spaces stand between columns, and a line under the
 * headings. A word that is longer than its column is not cut.
 */
export function textTable(columns: readonly TextColumn[], rows: readonly (readonly string[])[]): string[] {
  const lines = (cells: readonly string[]): string[] => {
    const wrapped = columns.map(({ width }, c) => wrapWords(cells[c] ?? '', width));
    const height = Math.max(...wrapped.map((cell) => cell.length));
    return Array.from({ length: height }, (_, line) =>
      columns
        .map(({ width }, c) => (wrapped[c]![line] ?? '').padEnd(width))
        .join('  ')
        .trimEnd(),
    );
  };
  return [
    ...lines(columns.map(({ heading }) => heading)),
    columns.map(({ width }) => '-'.repeat(width)).join('  '),
    ...rows.flatMap((row) => lines(row)),
  ];
}

/** A text in lines of at most some letters, cut at spaces. */
export function wrapWords(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter((w) => w !== '')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
