import { digestOf } from '../../../domain/digest.ts';

/** Words that stand where an address is withheld. */
const WITHHELD = /redact|withheld|confidential|not disclosed|^none$|^n\/?a$|^[.\-x*]*$/i;

/**
 * Name of a place: a digest of the first line of an address and its postcode, so that a registration anew at the same place can be
 * told without the address. Undefined where either is withheld.
 */
export function siteIdOf(address: string, postcode: string): string | undefined {
  const [line, code] = [address, postcode].map((text) => text.toLowerCase().replace(/[^a-z0-9]+/g, ' ').trim());
  if (WITHHELD.test(address.trim()) || WITHHELD.test(postcode.trim())) return undefined;
  const area = code!.replace(/ /g, '');
  return /^[a-z]{1,2}\d/.test(area) ? `SITE-${digestOf(`${line}|${area}`).slice(0, 12)}` : undefined;
}
