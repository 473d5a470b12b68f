import { describe, expect, it } from 'vitest';
import { INTERRUPTED, numberOf, runCommandLine } from '../../src/cli/command.ts';
import { InputError } from '../../src/domain/errors.ts';

const lines = (): { out: string[]; err: string[]; output: { out: (l: string) => void; err: (l: string) => void } } => {
  const [out, err]: [string[], string[]] = [[], []];
  return { out, err, output: { out: (l) => out.push(l), err: (l) => err.push(l) } };
};
const listeners = (): number => process.listenerCount('SIGINT');

describe('a command', () => {
  it('leaves Ctrl-C to the system where its work cannot end in good order', async () => {
    const before = listeners();
    let during = -1;
    const work = (): Promise<number> => Promise.resolve(((during = listeners()), 0));
    expect(await runCommandLine({ usage: 'usage', options: {}, work }, [], lines().output)).toBe(0);
    expect([during, listeners()]).toEqual([before, before]);
  });

  it('hears one Ctrl-C once its work has asked for it, and no more when the work is done', async () => {
    const before = listeners();
    const { err, output } = lines();
    const code = await runCommandLine(
      {
        usage: 'usage',
        options: {},
        stopped: 'Stopped here.',
        work: (_words, stopSignal) => {
          const signal = stopSignal();
          expect(stopSignal()).toBe(signal);
          expect(listeners()).toBe(before + 1);
          process.emit('SIGINT');
          expect([signal.aborted, listeners()]).toEqual([true, before]);
          return Promise.reject(signal.reason as Error);
        },
      },
      [],
      output,
    );
    expect([code, err]).toEqual([INTERRUPTED, ['Stopped here.']]);
    expect(listeners()).toBe(before);
  });

  it('answers --help, and refuses words and input with 2; a fault of the program is not hidden', async () => {
    const definition = {
      usage: 'the usage',
      options: { draws: { type: 'string' } },
      misuse: ({ positionals }: { positionals: readonly string[] }) =>
        positionals.length > 0 ? 'Too much.' : undefined,
      work: ({ values }: { values: { draws?: string | undefined } }) =>
        Promise.resolve(numberOf('draws', values.draws, 1, 9) ?? 0),
    } as const;
    const asked = async (...args: string[]): Promise<[number, string]> => {
      const { out, err, output } = lines();
      const code = await runCommandLine(definition, args, output);
      return [code, [...out, ...err].join(' ')];
    };
    expect(await asked('--help')).toEqual([0, 'the usage']);
    expect(await asked('more')).toEqual([2, 'Too much.\n\nthe usage']);
    expect((await asked('--strange'))[0]).toBe(2);
    expect(await asked('--draws', '3')).toEqual([3, '']);
    expect(await asked('--draws', '3.5')).toEqual([2, expect.stringContaining('A whole number from 1 to 9')]);
    const broken = { ...definition, work: () => Promise.reject(new Error('a bug')) };
    await expect(runCommandLine(broken, [], lines().output)).rejects.toThrow('a bug');
    expect(() => numberOf('draws', '0', 1, 9)).toThrow(InputError);
  });
});
