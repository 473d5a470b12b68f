import { basename } from 'node:path';

/** The only year, or pair of years, in the name of a file; undefined where there is none, or more than one. */
export function yearInName(path: string): string | undefined {
  const found = [...basename(path).matchAll(/(?<!\d)((?:19|20)\d{2})(?:[-_](\d{2}))?(?!\d)/g)].map(([, year, second]) =>
    second !== undefined && (Number(year) + 1) % 100 === Number(second) ? `${year}-${second}` : year!,
  );
  const different = [...new Set(found)];
  return different.length === 1 ? different[0] : undefined;
}
