/** Words of a text; a number, a date or a name with digits is one word. */
export function wordsOfText(text: string): string[] {
  return text.match(/[\p{L}\p{N}][\p{L}\p{N},.’'-]*/gu)?.map((word) => word.replace(/[,.’'-]+$/, '')) ?? [];
}

/** Sentences of a text: what ends in a full stop, a question or an exclamation mark, or stands alone. */
export function sentencesOf(text: string): string[] {
  return text
    .split(/(?<=[.!?])\s+|\n+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => wordsOfText(sentence).length > 0);
}

/** Syllables of an English word by its groups of vowels, less a silent e; a number counts as one. */
export function syllables(word: string): number {
  const letters = word.toLowerCase().replace(/[^a-z]/g, '');
  if (letters === '') return 1;
  const silent = letters.replace(/(?:[^laeiouyscxzgh]es|[^aeiouytd]ed|[^laeiouy]e)$/, (end) => end.charAt(0));
  return Math.max(1, silent.match(/[aeiouy]+/g)?.length ?? 0);
}

/**
 * School grade of an English text: 0.39 words a sentence + 11.8 syllables a word - 15.59. Grade 5 is read by most children of ten
 * or eleven. Source: Kincaid, Fishburne, Rogers and Chissom (1975), Research Branch Report 8-75, US Navy.
 *
 * @throws Error when the text has no words
 * @example
 * readingGrade('The cat sat on the mat.'); // -1.45
 */
export function readingGrade(text: string): number {
  const words = wordsOfText(text);
  if (words.length === 0) throw new Error('a text without words has no reading level');
  const spoken = words.reduce((sum, word) => sum + syllables(word), 0);
  return 0.39 * (words.length / sentencesOf(text).length) + 11.8 * (spoken / words.length) - 15.59;
}
