import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diffCommand } from '../../src/cli/diff.ts';
import { textTable, wrapWords } from '../../src/cli/text-table.ts';
import { temporaryFolder, THREE_AREAS } from '../data/temporary-folder.ts';

const folder = await temporaryFolder();

async function diff(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await diffCommand([...args, '--data', THREE_AREAS], {
    out: (l) => out.push(l),
    err: (l) => err.push(l),
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

describe('diff', () => {
  it('prints both scenarios and in what they differ, and writes it when asked', async () => {
    const file = join(folder, 'more.yaml');
    await writeFile(
      file,
      'name: more\ntitle: More\nextends: as-legislated\nlevers:\n  - places: {area: T01, service_type: residential, sector: local-authority, places: 12, opens: 2028-04-01}\nassumptions:\n  notice: 9\n',
    );
    const out = join(folder, 'new', 'more.csv');
    const answer = await diff('as-legislated', file, '--out', out);
    expect({ code: answer.code, err: answer.err }).toEqual({ code: 0, err: '' });
    expect(answer.out).toMatch(/^As legislated \(as-legislated\), digest [0-9a-f]{16}\n {2}The law as it stands/);
    expect(answer.out).toMatch(
      /\nMore \(more\), digest [0-9a-f]{16}\n {2}Evidence: 2 claims, 1 of strength A, 1 of strength X/,
    );
    expect(answer.out).toMatch(/Lever places +none +12 residential places of local/);
    expect(answer.out).toContain('Aber');
    expect(answer.out).toMatch(/Assumption notice .*as in the data set/);
    const [header, first, second, ...rest] = (await readFile(out, 'utf8')).trimEnd().split('\r\n');
    expect(header).toBe('part,what,before,after,scenario_before,digest_before,scenario_after,digest_after');
    expect(first).toMatch(
      /^levers,Lever places,none,"12 residential places of local authorities, in Aber, open on 1 April 2028",as-legislated,[0-9a-f]{64},more,[0-9a-f]{64}$/,
    );
    expect(second).toMatch(/^assumptions,/);
    expect(rest).toEqual([]);
    // It does not write over what is there unless told, and leaves nothing beside it.
    const again = await diff('as-legislated', file, '--out', out);
    expect({ code: again.code, out: again.out }).toEqual({ code: 2, out: '' });
    expect(again.err).toContain('Mend: Choose another name, or add --force');
    expect((await diff('as-legislated', file, '--out', out, '--force')).code).toBe(0);
    expect(await readdir(join(folder, 'new'))).toEqual(['more.csv']);
  });

  it('says that two do the same, with 0', async () => {
    const answer = await diff('as-legislated', 'as-legislated');
    expect(answer.code).toBe(0);
    expect(answer.out).toMatch(/They do the same\.$/);
  });

  it.each([
    [['as-legislated'], 'two scenarios are needed, and 1 are named'],
    [['as-legislated', 'cliff-at-203'], 'Did you mean cliff-at-2030?'],
    [['as-legislated', 'no-policy', '--ot', 'x'], "Unknown option '--ot'"],
  ])('%s ends with 2', async (args, says) => {
    const answer = await diff(...args);
    expect({ code: answer.code, out: answer.out }).toEqual({ code: 2, out: '' });
    expect(answer.err).toContain(says);
  });
});

describe('a table on a terminal', () => {
  it('wraps at spaces and keeps columns apart', () => {
    expect(
      textTable(
        [
          { heading: 'a', width: 5 },
          { heading: 'b', width: 7 },
        ],
        [['one two three', 'x']],
      ),
    ).toEqual(['a      b', '-----  -------', 'one    x', 'two', 'three']);
    expect(wrapWords('', 10)).toEqual(['']);
    expect(wrapWords('immeasurably long', 5)).toEqual(['immeasurably', 'long']);
  });
});
