import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/domain/errors.ts';
import { errorOf, faultOf } from '../../src/experiments/crew-fault.ts';
import { writeProblem } from '../../src/experiments/write-problem.ts';

const fault = (code: string): Error => Object.assign(new Error(`${code}: no`), { code, path: 'out/outcomes.csv' });

describe('a disk that refuses', () => {
  it.each([
    ['EACCES', 'You may not write here.'],
    ['ENOSPC', 'The disk is full.'],
    ['EROFS', 'This disk can only be read.'],
  ])('%s is told in words, with the file, also when it comes from another thread', (code, words) => {
    for (const error of [fault(code), errorOf(structuredClone(faultOf(fault(code))))]) {
      const told = writeProblem(error, 'out');
      expect(told).toBeInstanceOf(InputError);
      expect((told as Error).message).toContain(
        `out/outcomes.csv: Nothing can be written there. ${words} Found "${code}". Allowed: `,
      );
    }
  });

  it('is not blamed for what is a fault of the program', () => {
    const error = new Error('a bug');
    expect(writeProblem(error, 'out')).toBe(error);
    expect(writeProblem(fault('ECONNRESET'), 'out')).toBeInstanceOf(Error);
    expect(writeProblem(fault('ECONNRESET'), 'out')).not.toBeInstanceOf(InputError);
  });

  it('a wrong input keeps its words between threads', () => {
    const problem = { kind: 'input', file: 'f', problem: 'p', allowed: 'a', mend: 'm' } as const;
    const back = errorOf(structuredClone(faultOf(new InputError([problem]))));
    expect(back).toBeInstanceOf(InputError);
    expect((back as InputError).problems).toEqual([problem]);
  });
});
