type Column = Int8Array | Int16Array | Int32Array | Uint8Array | Uint16Array | Uint32Array | Float64Array;

/**
 * Doubles every typed array of an object, keeping what it holds. Called when a draw has more entities than were expected,
 * which is rare: arrays are sized so that ordinary draws fit.
 */
export function growColumns(columns: object): void {
  const fields = columns as Record<string, unknown>;
  for (const [name, values] of Object.entries(fields)) {
    if (!ArrayBuffer.isView(values)) continue;
    const old = values as Column;
    const wider = new (old.constructor as new (length: number) => Column)(old.length * 2);
    wider.set(old as never);
    fields[name] = wider;
  }
}
