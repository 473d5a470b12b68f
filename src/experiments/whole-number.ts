import { InputError } from '../domain/errors.ts';

/** A whole number inside its range, or an input error that names the option and shows the text that was given. */
export function wholeNumber(
  name: string,
  value: number,
  least: number,
  most: number,
  given: string = String(value),
): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new InputError([
    {
      kind: 'input',
      file: `--${name}`,
      value: given,
      problem: 'This is not a number that can be used here.',
      allowed: `A whole number from ${least.toLocaleString('en-GB')} to ${most.toLocaleString('en-GB')}.`,
      mend: `Give --${name} such a number, or leave it out.`,
    },
  ]);
}
