/** A Markdown table: the first column to the left, the others to the right. */
export const markdownTable = (head, rows) =>
  [head, head.map((name, i) => (i === 0 ? '---' : '---:')), ...rows]
    .map((row) => `| ${row.map((cell) => cell ?? '').join(' | ')} |`)
    .join('\n');
