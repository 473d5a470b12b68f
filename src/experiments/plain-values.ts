import { endianness } from 'node:os';

/*
 * Values as JSON that come back as they were: arrays of numbers of one type as their bytes, least byte first, and the
 * numbers that JSON has no word for.
 */

const ARRAYS = {
  Float64Array,
  Float32Array,
  Int32Array,
  Uint32Array,
  Int16Array,
  Uint16Array,
  Int8Array,
  Uint8Array,
} as const;
type ArrayName = keyof typeof ARRAYS;

/** Turns a value into plain JSON. */
export function plainOf(value: unknown): unknown {
  if (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0)))
    return { $number: Object.is(value, -0) ? '-0' : String(value) };
  if (ArrayBuffer.isView(value)) {
    const name = value.constructor.name;
    if (!(name in ARRAYS)) throw new Error(`cannot write a ${name}`);
    return { $array: name, base64: Buffer.from(leastByteFirst(value)).toString('base64') };
  }
  if (Array.isArray(value)) return value.map(plainOf);
  if (typeof value === 'object' && value !== null) {
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null)
      throw new Error(`cannot write a ${value.constructor.name}`);
    const entries = Object.entries(value).filter(([, field]) => field !== undefined);
    return Object.fromEntries(entries.map(([name, field]) => [name, plainOf(field)]));
  }
  if (typeof value === 'function' || typeof value === 'bigint' || typeof value === 'symbol')
    throw new Error(`cannot write a ${typeof value}`);
  return value;
}

/** Turns plain JSON of `plainOf` into the value again. */
export function valueOf(plain: unknown): unknown {
  if (Array.isArray(plain)) return plain.map(valueOf);
  if (typeof plain !== 'object' || plain === null) return plain;
  const fields = plain as Readonly<Record<string, unknown>>;
  if (typeof fields['$number'] === 'string') return Number(fields['$number']);
  if (typeof fields['$array'] === 'string') {
    const bytes = Uint8Array.from(Buffer.from(fields['base64'] as string, 'base64'));
    const Type = ARRAYS[fields['$array'] as ArrayName];
    const array = new Type(bytes.buffer);
    return new Type(leastByteFirst(array).buffer);
  }
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, valueOf(field)]));
}

/** A copy of the bytes of an array, turned round where this machine puts the other byte first. */
function leastByteFirst(array: ArrayBufferView): Uint8Array<ArrayBuffer> {
  const bytes = Uint8Array.from(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
  const size = (array as unknown as { BYTES_PER_ELEMENT: number }).BYTES_PER_ELEMENT;
  if (endianness() === 'BE' && size > 1)
    for (let at = 0; at < bytes.length; at += size) bytes.subarray(at, at + size).reverse();
  return bytes;
}
