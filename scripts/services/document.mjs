/** Figures as people read them: shares to three places, counts whole. */
export function shown(value) {
  if (value === undefined) return '';
  return Number.isInteger(value) ? value.toLocaleString('en-GB') : Number(value.toFixed(value < 2 ? 3 : 1)).toString();
}

/** Rows of cells as a Markdown table with columns of even width, the way the formatter writes it. */
export function markdownTable(header, rows) {
  const cells = [header, ...rows].map((row) => row.map((cell) => String(cell).replaceAll('|', '\\|')));
  const widths = header.map((_, k) => Math.max(3, ...cells.map((row) => row[k].length)));
  const line = (row) => `| ${row.map((cell, k) => cell.padEnd(widths[k])).join(' | ')} |`;
  return [
    line(cells[0]),
    `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`,
    ...cells.slice(1).map(line),
  ].join('\n');
}

/** Each fact beside what the register gives. */
export function factsTable(checks) {
  return markdownTable(
    ['fact', 'date', 'target', 'low', 'high', 'register gives', 'verdict'],
    checks.map(({ fact, gives, verdict }) => [
      fact.fact_id,
      fact.date,
      shown(fact.value),
      shown(fact.low),
      shown(fact.high),
      shown(gives),
      verdict === 'context' ? 'not checked' : verdict,
    ]),
  );
}

/** Homes and places by some label and use. */
export function homesTable(rows, labelName, labelOf) {
  const labels = [...new Set(rows.map(labelOf))];
  const places = (list) => list.reduce((sum, row) => sum + Number(row.places), 0);
  const serving = (row) => ['general', 'disability', 'emergency'].includes(row.registered_for);
  const line = (label, list) => [
    label,
    shown(list.length),
    shown(places(list)),
    shown(places(list.filter(serving))),
    shown(places(list.filter((row) => serving(row) && row.sector === 'for-profit'))),
  ];
  return markdownTable(
    [labelName, 'homes', 'places', 'of which for children looked after', 'of which for-profit'],
    [
      ...labels.map((label) =>
        line(
          label,
          rows.filter((row) => labelOf(row) === label),
        ),
      ),
      line('Wales', rows),
    ],
  );
}

/** Households by sector, one line a region. */
export function householdsTable(rows, regionOf) {
  const sectors = ['local-authority', 'for-profit', 'not-for-profit'];
  const total = (list) => shown(list.reduce((sum, row) => sum + Number(row.households), 0));
  const line = (label, list) => [
    label,
    ...sectors.map((sector) => total(list.filter((row) => row.sector === sector))),
    total(list),
  ];
  const regions = [...new Set(rows.map(regionOf))];
  return markdownTable(
    ['region', ...sectors, 'all'],
    [
      ...regions.map((region) =>
        line(
          region,
          rows.filter((row) => regionOf(row) === region),
        ),
      ),
      line('Wales', rows),
    ],
  );
}

/** Replaces what stands between the markers of a part of a document. */
export function replacePart(text, part, content) {
  const start = `<!-- ${part}: written by scripts/build-services.mjs -->`;
  const end = `<!-- end of ${part} -->`;
  const from = text.indexOf(start);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`the document has no part ${part}`);
  return `${text.slice(0, from)}${start}\n\n${content}\n\n${text.slice(to)}`;
}
