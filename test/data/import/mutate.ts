/** A source of numbers from 0 to below 1, the same for a seed. */
export type Luck = () => number;

export function luckOf(seed: number): Luck {
  let state = (seed * 2654435761) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 4294967296;
  };
}

export type Grid = string[][];

const pick = <T>(list: readonly T[], luck: Luck): T => list[Math.floor(luck() * list.length)]!;
const place = (length: number, from: number, luck: Luck): number => from + Math.floor(luck() * (length - from));

function shuffled<T>(list: readonly T[], luck: Luck): T[] {
  const copy = [...list];
  for (let i = copy.length - 1; i > 0; i--) {
    const j = Math.floor(luck() * (i + 1));
    [copy[i], copy[j]] = [copy[j]!, copy[i]!];
  }
  return copy;
}

/** Changes of a table, by name. `head` is the number of its header rows. */
export const GRID_CHANGES: Readonly<Record<string, (grid: Grid, head: number, luck: Luck) => Grid>> = {
  'rows dropped': (grid, head, luck) => grid.filter((_, i) => i < head || luck() > 0.1),
  'one row dropped': (grid, head, luck) => grid.toSpliced(place(grid.length, head, luck), 1),
  'header row dropped': (grid, head, luck) => grid.toSpliced(Math.floor(luck() * head), 1),
  'rows cut off': (grid, head, luck) => grid.slice(0, place(grid.length, head + 1, luck)),
  'rows repeated': (grid, head, luck) => grid.flatMap((row, i) => (i >= head && luck() < 0.05 ? [row, row] : [row])),
  'table repeated': (grid) => [...grid, ...grid],
  'rows shuffled': (grid, head, luck) => [...grid.slice(0, head), ...shuffled(grid.slice(head), luck)],
  'all rows shuffled': (grid, _head, luck) => shuffled(grid, luck),
  'columns shuffled': (grid, _head, luck) => {
    const order = shuffled(Array.from({ length: grid[0]!.length }, (_, c) => c), luck);
    return grid.map((row) => order.map((c) => row[c] ?? ''));
  },
  'column dropped': (grid, _head, luck) => {
    const c = place(grid[0]!.length, 0, luck);
    return grid.map((row) => row.toSpliced(c, 1));
  },
  'column repeated': (grid, _head, luck) => {
    const c = place(grid[0]!.length, 0, luck);
    return grid.map((row) => [...row, row[c] ?? '']);
  },
  'headers swapped': (grid, head, luck) => {
    const r = Math.floor(luck() * head);
    const [a, b] = [place(grid[r]!.length, 0, luck), place(grid[r]!.length, 0, luck)];
    const row = [...grid[r]!];
    [row[a], row[b]] = [row[b]!, row[a]!];
    return grid.toSpliced(r, 1, row);
  },
  formula: (grid, _head, luck) => withCell(grid, 0, luck, () => pick(['=1+1', '=HYPERLINK("http://x")', '+5', '-5', '@SUM(A1)', "'=5", "=cmd|' /C calc'!A0"], luck)),
  'huge cell': (grid, _head, luck) => withCell(grid, 0, luck, () => pick(['9', 'x', '"', ' '], luck).repeat(pick([400, 12_000, 120_000], luck))),
  'blank cell': (grid, head, luck) => withCell(grid, head, luck, () => ''),
  noise: (grid, _head, luck) => withCell(grid, 0, luck, () => pick(['abc', '???', '\u0000', '£5', '5%', '1.234', '1 234', '1e3', 'NaN', '#REF!', '[q]', '[c', '٣', '½', 'Cardif'], luck)),
  'row cut short': (grid, head, luck) => {
    const r = place(grid.length, head, luck);
    return grid.toSpliced(r, 1, grid[r]!.slice(0, place(grid[r]!.length, 1, luck)));
  },
  'row made longer': (grid, head, luck) => {
    const r = place(grid.length, head, luck);
    return grid.toSpliced(r, 1, grid[r]!.toSpliced(place(grid[r]!.length, 0, luck), 0, pick(['5', 'x', '25'], luck)));
  },
  'row repeated with another figure': (grid, head, luck) => {
    const r = place(grid.length, head, luck);
    const figures = grid[r]!.flatMap((cell, c) => (/^[\d,]+( \[t\])?$/.test(cell) ? [c] : []));
    // Where no cell of the row is a figure, the row stands twice alike.
    const c = figures[0];
    return [...grid, c === undefined ? grid[r]! : grid[r]!.with(c, '4995')];
  },
  'column shifted by a row': (grid, head, luck) => {
    const c = place(grid[0]!.length, 0, luck);
    const column = grid.slice(head).map((row) => row[c] ?? '');
    return grid.map((row, i) => (i < head ? row : row.with(Math.min(c, row.length - 1), column[(i - head + 1) % column.length]!)));
  },
  'two cells of a column swapped': (grid, head, luck) => {
    const c = place(grid[0]!.length, 0, luck);
    const [a, b] = [place(grid.length, head, luck), place(grid.length, head, luck)];
    const copy = grid.map((row) => [...row]);
    if (c < copy[a]!.length && c < copy[b]!.length) [copy[a]![c], copy[b]![c]] = [copy[b]![c]!, copy[a]![c]!];
    return copy;
  },
  'spaces and letter case': (grid, _head, luck) => {
    const r = place(grid.length, 0, luck);
    const c = place(grid[r]!.length, 0, luck);
    return grid.with(r, grid[r]!.with(c, pick([` ${grid[r]![c]} `, grid[r]![c]!.toUpperCase(), grid[r]![c]!.toLowerCase()], luck)));
  },
};

function withCell(grid: Grid, head: number, luck: Luck, made: () => string): Grid {
  const r = place(grid.length, head, luck);
  return grid.with(r, grid[r]!.with(place(grid[r]!.length, 0, luck), made()));
}

const recoded = (bytes: Uint8Array, make: (text: string) => Uint8Array): Uint8Array => make(Buffer.from(bytes).toString('utf8'));
const latin = (text: string): Uint8Array => Buffer.from(text.replaceAll('’', "'"), 'latin1');
const utf16be = (text: string): Uint8Array => Buffer.from(text, 'utf16le').swap16();

/** Changes of the bytes of a text, by name. */
export const TEXT_CHANGES: Readonly<Record<string, (bytes: Uint8Array, luck: Luck) => Uint8Array>> = {
  'UTF-16 little-endian': (bytes) => recoded(bytes, (text) => Buffer.from(`\ufeff${text}`, 'utf16le')),
  'UTF-16 big-endian': (bytes) => recoded(bytes, (text) => utf16be(`\ufeff${text}`)),
  'UTF-16 without a mark': (bytes) => recoded(bytes, (text) => Buffer.from(text, 'utf16le')),
  'Windows-1252': (bytes) => recoded(bytes, latin),
  'UTF-8 read as Windows-1252': (bytes) => recoded(bytes, (text) => Buffer.from(Buffer.from(text, 'utf8').toString('latin1'), 'utf8')),
  'byte order mark': (bytes) => recoded(bytes, (text) => Buffer.from(`\ufeff${text}`)),
  'carriage returns': (bytes) => recoded(bytes, (text) => Buffer.from(text.replaceAll('\r\n', '\n').replaceAll('\n', '\r'))),
  'commas become semicolons': (bytes) => recoded(bytes, (text) => Buffer.from(text.replaceAll(',', ';'))),
  'commas become tabs': (bytes) => recoded(bytes, (text) => Buffer.from(text.replaceAll(',', '\t'))),
  'commas become points': (bytes) => recoded(bytes, (text) => Buffer.from(text.replaceAll(',', '.'))),
  'quotation marks lost': (bytes) => recoded(bytes, (text) => Buffer.from(text.replaceAll('"', ''))),
  'a quotation mark': (bytes, luck) => inserted(bytes, Buffer.from('"'), luck),
  'a line break': (bytes, luck) => inserted(bytes, Buffer.from('\n'), luck),
  'a line break lost': (bytes, luck) => {
    const breaks = [...bytes].flatMap((byte, i) => (byte === 10 ? [i] : []));
    const at = breaks.length === 0 ? 0 : pick(breaks, luck);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]);
  },
};

/** Changes of the bytes of any file, by name. */
export const BYTE_CHANGES: Readonly<Record<string, (bytes: Uint8Array, luck: Luck) => Uint8Array>> = {
  'cut off': (bytes, luck) => bytes.subarray(0, place(bytes.length, 1, luck)),
  'beginning lost': (bytes, luck) => bytes.subarray(place(bytes.length, 1, luck)),
  'bytes put in': (bytes, luck) => inserted(bytes, Buffer.from(Array.from({ length: 6 }, () => 128 + Math.floor(luck() * 128))), luck),
  'a block repeated': (bytes, luck) => {
    const at = place(bytes.length, 0, luck);
    const end = Math.min(bytes.length, at + 64 + Math.floor(luck() * 512));
    return Buffer.concat([bytes.subarray(0, end), bytes.subarray(at)]);
  },
  'a block lost': (bytes, luck) => {
    const at = place(bytes.length, 0, luck);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(Math.min(bytes.length, at + 16 + Math.floor(luck() * 512)))]);
  },
};

function inserted(bytes: Uint8Array, piece: Uint8Array, luck: Luck): Uint8Array {
  const at = place(bytes.length, 0, luck);
  return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)]);
}
