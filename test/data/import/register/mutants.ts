/** How many mutants of a format a test makes: a few hundred, or as many as MARKET_STABILITY_MUTANTS says. */
export const MUTANTS = Number(process.env['MARKET_STABILITY_MUTANTS'] ?? 250);

/** Luck of a mutant: the same for the same seed. */
export function luckOf(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

const STRANGE = ['=1+1', '+4', '-4', '@SUM(A1)', '\t5', '\r5', '4.5', '4,000', '1e3', '0x10', 'NaN', 'Infinity', '٣', '４', '[c]', '*', '..', 'None', 'true', '', ' ', '1 2', '12 (approx)', 'x'.repeat(150_000), '"', '\u0000', '99999999999', '-0', '03/04', '31/03/2026', '=HYPERLINK("x")'] as const;

/** A text table with one to three things done to it. */
export function mutateTable(rows: readonly (readonly string[])[], seed: number, join: (rows: readonly (readonly string[])[], separator: string) => string): Uint8Array {
  const luck = luckOf(seed);
  let table = rows.map((row) => [...row]);
  const columns = rows[0]!.length;
  let separator = ',';
  let after: ((bytes: Buffer) => Buffer)[] = [];
  const cell = (): [number, number] => [luck(table.length), luck(columns)];
  const deeds: (() => void)[] = [
    () => (table = table.filter((_, i) => i === 0 || luck(4) > 0)),
    () => table.splice(1 + luck(table.length), 0, [...table[luck(table.length)]!]),
    () => (table = [table[0]!, ...table.slice(1).sort(() => luck(3) - 1)]),
    () => {
      const order = [...Array(columns).keys()].sort(() => luck(3) - 1);
      table = table.map((row) => order.map((i) => row[i] ?? ''));
    },
    () => {
      const [row, column] = cell();
      if (table[row] !== undefined) table[row][column] = STRANGE[luck(STRANGE.length)]!;
    },
    () => {
      const [row, column] = cell();
      table[row]?.splice(column, 1);
    },
    () => {
      const [row, column] = cell();
      table[row]?.splice(column, 0, 'between');
    },
    () => {
      const column = luck(columns);
      table = table.map((row) => row.toSpliced(column, 1));
    },
    () => (separator = [';', '\t', '|', ':'][luck(4)]!),
    () => table.unshift(...Array.from({ length: luck(6) }, () => ['A title'])),
    () => table.push(['Total', '', '999']),
    () => (after = [...after, (bytes) => bytes.subarray(0, luck(bytes.length))]),
    () => (after = [...after, (bytes) => Buffer.concat([bytes, bytes.subarray(luck(bytes.length))])]),
    () => (after = [...after, (bytes) => Buffer.from(bytes.toString('utf8'), luck(2) === 0 ? 'latin1' : 'utf16le')]),
    () => {
      // A digit for a digit or a letter for a letter is what nobody can notice.
      const junk = [0x00, 0x0a, 0x0d, 0x22, 0x27, 0x2c, 0x2d, 0x2e, 0x3b, 0x3d, 0x40, 0x80, 0xc3, 0xff][luck(14)]!;
      after = [...after, (bytes) => (bytes[luck(bytes.length)] = junk) === -1 ? bytes : bytes];
    },
    () => (after = [...after, (bytes) => Buffer.from(bytes.toString('utf8').replaceAll('\r\n', '\r'))]),
    () => (after = [...after, (bytes) => Buffer.from(bytes.toString('utf8').replaceAll('"', ''))]),
  ];
  for (let times = 1 + luck(3); times > 0; times--) deeds[luck(deeds.length)]!();
  const text = join(table, separator);
  let bytes: Buffer = Buffer.from(text);
  for (const deed of after) if (bytes.length > 0) bytes = deed(bytes);
  return bytes;
}

/** Time that a test of so many mutants may take, on a busy machine. */
export const MUTANTS_TIMEOUT_MS = Math.max(60_000, MUTANTS * 1000);
