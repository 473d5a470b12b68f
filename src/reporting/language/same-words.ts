/** Whether a text holds some words, in any case and not as a part of other words. */
export function sameWords(text: string, words: string): boolean {
  const [within, wanted] = [text.toLowerCase(), words.toLowerCase()];
  for (let at = within.indexOf(wanted); at >= 0; at = within.indexOf(wanted, at + 1)) {
    const around = (within[at - 1] ?? ' ') + (within[at + wanted.length] ?? ' ');
    if (!/[\p{L}\p{M}]/u.test(around)) return true;
  }
  return false;
}
