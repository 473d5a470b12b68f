import { expect, it } from 'vitest';
import { LastMade } from '../../src/reporting/last-made.ts';

it('makes the same once, keeps no more than it may, and makes again what failed', async () => {
  const made: string[] = [];
  const pictures = new LastMade<string>(2);
  const draw = (of: string): Promise<string> =>
    pictures.of(of, () => {
      made.push(of);
      return of === 'broken' ? Promise.reject(new Error('no picture')) : Promise.resolve(`picture of ${of}`);
    });
  expect([await draw('a'), await draw('b'), await draw('a')]).toEqual(['picture of a', 'picture of b', 'picture of a']);
  expect(made).toEqual(['a', 'b']);
  // A third takes the place of the oldest.
  await draw('c');
  await draw('b');
  await draw('a');
  expect(made).toEqual(['a', 'b', 'c', 'a']);
  await expect(draw('broken')).rejects.toThrow('no picture');
  await expect(draw('broken')).rejects.toThrow('no picture');
  expect(made.slice(4)).toEqual(['broken', 'broken']);
});
