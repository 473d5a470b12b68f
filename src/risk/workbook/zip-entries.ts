import { crc32 } from 'node:zlib';
import { deflateSync } from 'fflate';
import { unpackZip } from '../../data/tables/zip-guard.ts';

/** A part of a zip, with its bytes as they lie in the file. */
export interface ZipEntry {
  readonly name: string;
  /** What the part holds, unpacked. */
  readonly content: Uint8Array;
  /** Its local record: header, packed bytes and what stands behind them up to the next record. */
  readonly record: Uint8Array;
  /** Where the record begins in the file. */
  readonly offset: number;
  /** Its entry in the directory. */
  readonly listed: Uint8Array;
}

/** A zip that can be written again with some parts changed and all else as it was. */
export interface ZipFile {
  /** Parts in the order of the directory. */
  readonly entries: readonly ZipEntry[];
  /** End record with its comment. */
  readonly end: Uint8Array;
}

const LOCAL_HEADER = 30;
const DIRECTORY_HEADER = 46;
const DEFLATED = 8;
/** Flag of a part whose size stands behind it. */
const SIZES_BEHIND = 1 << 3;

/**
 * Reads a zip with the place of each part. Gives a sentence instead when it is damaged, too large, locked, or names a part
 * twice.
 */
export function readZip(bytes: Uint8Array): ZipFile | string {
  const contents = unpackZip(bytes);
  if (typeof contents === 'string') return contents;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOf(view);
  const count = view.getUint16(end + 10, true);
  const directory = view.getUint32(end + 16, true);
  const listed: { name: string; offset: number; entry: Uint8Array; crc: number }[] = [];
  let at = directory;
  for (let i = 0; i < count; i++) {
    const nameLength = view.getUint16(at + 28, true);
    const size = DIRECTORY_HEADER + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    const name = new TextDecoder().decode(bytes.subarray(at + DIRECTORY_HEADER, at + DIRECTORY_HEADER + nameLength));
    const entry = bytes.subarray(at, at + size);
    listed.push({ name, offset: view.getUint32(at + 42, true), entry, crc: view.getUint32(at + 16, true) });
    at += size;
  }
  const names = new Set(listed.map(({ name }) => name.toLowerCase()));
  if (names.size < listed.length) return 'It names a part twice.';
  const starts = listed.map(({ offset }) => offset).sort((a, b) => a - b);
  if (starts[0] !== 0 || new Set(starts).size < starts.length || starts.at(-1)! >= directory)
    return 'Its parts do not lie one behind the other.';
  const nextStart = new Map(starts.map((start, i) => [start, starts[i + 1] ?? directory]));
  const entries: ZipEntry[] = [];
  for (const { name, offset, entry, crc } of listed) {
    const content = contents.get(name)!;
    if (crc32(content) !== crc) return `Its part ${name} is damaged.`;
    const next = nextStart.get(offset)!;
    const inside = new DataView(entry.buffer, entry.byteOffset, entry.byteLength);
    const head = LOCAL_HEADER + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
    if (offset + head + inside.getUint32(20, true) > next) return 'Its parts lie over each other.';
    entries.push({ name, content, record: bytes.subarray(offset, next), offset, listed: entry });
  }
  return { entries, end: bytes.subarray(end) };
}

/**
 * The zip with some parts changed and some left out. Parts keep their order and names; the bytes of an unchanged part are
 * those of the file that was read.
 */
export function writeZip(
  zip: ZipFile,
  changed: ReadonlyMap<string, Uint8Array>,
  leftOut: ReadonlySet<string> = new Set(),
): Uint8Array {
  const kept = zip.entries.filter(({ name }) => !leftOut.has(name));
  const pieces: Uint8Array[] = [];
  const directory = new Map<ZipEntry, Uint8Array>();
  let at = 0;
  for (const entry of [...kept].sort((a, b) => a.offset - b.offset)) {
    const content = changed.get(entry.name);
    const [record, listed] = content === undefined ? [entry.record, entry.listed.slice()] : repacked(entry, content);
    new DataView(listed.buffer, listed.byteOffset).setUint32(42, at, true);
    directory.set(entry, listed);
    pieces.push(record);
    at += record.length;
  }
  const start = at;
  for (const entry of kept) {
    pieces.push(directory.get(entry)!);
    at += directory.get(entry)!.length;
  }
  const end = zip.end.slice();
  const view = new DataView(end.buffer, end.byteOffset);
  view.setUint16(8, kept.length, true);
  view.setUint16(10, kept.length, true);
  view.setUint32(12, at - start, true);
  view.setUint32(16, start, true);
  pieces.push(end);
  return joined(pieces);
}

/** Record and directory entry of a part with new content: name, time and flags stay. */
function repacked(entry: ZipEntry, content: Uint8Array): [Uint8Array, Uint8Array] {
  const old = new DataView(entry.record.buffer, entry.record.byteOffset);
  const head = entry.record.slice(0, LOCAL_HEADER + old.getUint16(26, true) + old.getUint16(28, true));
  const listed = entry.listed.slice();
  const packed = deflateSync(content, { level: 6 });
  const crc = crc32(content);
  const write = (bytes: Uint8Array, flags: number): void => {
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    view.setUint16(flags, view.getUint16(flags, true) & ~SIZES_BEHIND, true);
    view.setUint16(flags + 2, DEFLATED, true);
    view.setUint32(flags + 8, crc, true);
    view.setUint32(flags + 12, packed.length, true);
    view.setUint32(flags + 16, content.length, true);
  };
  write(head, 6);
  write(listed, 8);
  return [joined([head, packed]), listed];
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** Where the end record begins; `unpackZip` has found that there is one. */
function endOf(view: DataView): number {
  let at = view.byteLength - 22;
  while (view.getUint32(at, true) !== 0x06054b50) at--;
  return at;
}
