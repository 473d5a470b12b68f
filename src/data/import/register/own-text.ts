/**
 * A text that shares no memory with the file it was cut from. A piece of a longer text can keep the whole of it alive, and with it
 * the names of people that the reader has left out.
 */
export function ownText(piece: string): string {
  return Buffer.from(piece, 'utf8').toString('utf8');
}
