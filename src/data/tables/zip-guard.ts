import { crc32, inflateRawSync } from 'node:zlib';

/** Most bytes that the parts of a workbook may unpack to, together. */
export const MOST_UNPACKED_BYTES = 64 * 1024 * 1024;
const MOST_PARTS = 2000;

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;

/**
 * Unpacks a zip whose declared sizes are sane, never writing more than they declare, so that a small file cannot grow
 * to fill the memory. Gives a sentence instead when the bytes are not such a zip.
 */
export function unpackZip(bytes: Uint8Array): Map<string, Uint8Array> | string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end < 0) return 'It is not a zip file, or its end is missing.';
  const parts = view.getUint16(end + 10, true);
  if (parts === 0 || parts > MOST_PARTS) return `It holds ${parts} parts; a workbook has 1 to ${MOST_PARTS}.`;
  const unpacked = new Map<string, Uint8Array>();
  let total = 0;
  let at = view.getUint32(end + 16, true);
  for (let i = 0; i < parts; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== DIRECTORY_ENTRY) return 'Its list of parts is damaged.';
    const flags = view.getUint16(at + 8, true);
    const method = view.getUint16(at + 10, true);
    const checksum = view.getUint32(at + 16, true);
    const packedSize = view.getUint32(at + 20, true);
    const size = view.getUint32(at + 24, true);
    const nameLength = view.getUint16(at + 28, true);
    const local = view.getUint32(at + 42, true);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (flags & 1) return 'It is locked with a password.';
    total += size;
    if (total > MOST_UNPACKED_BYTES)
      return `It unpacks to more than ${MOST_UNPACKED_BYTES / 1024 / 1024} MB, as a zip bomb does.`;
    if (local + 30 > bytes.length || view.getUint32(local, true) !== LOCAL_ENTRY) return `Its part ${name} is damaged.`;
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    if (start + packedSize > bytes.length) return `Its part ${name} is cut off.`;
    const content = unpackPart(bytes.subarray(start, start + packedSize), method, size);
    if (content === undefined || crc32(content) !== checksum) return `Its part ${name} is damaged, or larger than it says.`;
    unpacked.set(name, content);
  }
  return unpacked;
}

function unpackPart(packed: Uint8Array, method: number, size: number): Uint8Array | undefined {
  if (method === 0) return packed.length === size ? packed : undefined;
  if (method !== 8) return undefined;
  try {
    const content = inflateRawSync(packed, { maxOutputLength: Math.max(1, size) });
    return content.length === size ? content : undefined;
  } catch {
    return undefined;
  }
}

/** The end record lies in the last 65,557 bytes. */
function findEnd(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 65_557); at--)
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at;
  return -1;
}
