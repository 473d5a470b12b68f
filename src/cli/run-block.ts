import { join } from 'node:path';
import { runBlock } from '../experiments/run-block.ts';
import { MOST_DRAWS } from '../experiments/run.ts';
import { numberOf, runCommandLine } from './command.ts';
import { CONSOLE } from './output.ts';
import type { CommandOutput } from './output.ts';

export const RUN_BLOCK_USAGE = `Usage: market-stability run-block PLAN --block K [--out DIR]

PLAN is the file run-plan.json that run, or run --plan-only, wrote. Nothing else is needed: no data set, no scenario.
--block K   number of the block, from 0; block K holds draws 20 K to 20 K + 19
--out DIR   folder of the run to write into (that of the plan unless told)

Writes blocks/draws-NNNNNNN.f32 and, after it, its entry draws-NNNNNNN.json. A block that is there and whole is left as it
is. Blocks can be made in any order, by any number of processes and machines; then: market-stability merge DIR.
Exit code 0: the block is there; 2: the input is wrong and nothing is written.`;

/** `run-block PLAN --block K`: makes one block of draws. */
export function runBlockCommand(args: readonly string[], output: CommandOutput = CONSOLE): Promise<number> {
  return runCommandLine(
    {
      usage: RUN_BLOCK_USAGE,
      options: { block: { type: 'string' }, out: { type: 'string' } },
      misuse: ({ values, positionals }) =>
        positionals.length === 1 && values.block !== undefined
          ? undefined
          : 'One plan and the number of a block are needed.',
      work: async ({ values, positionals }) => {
        const block = numberOf('block', values.block, 0, MOST_DRAWS)!;
        const { out } = values;
        const written = await runBlock({ plan: positionals[0]!, block, ...(out !== undefined && { out }) });
        const { first_draw, draws, file } = written.entry;
        const what = written.stood ? 'was there and whole' : 'made';
        output.out(
          `Block ${block}, draws ${first_draw} to ${first_draw + draws - 1}: ${what}, ${join(written.folder, 'blocks', file)}`,
        );
        return 0;
      },
    },
    args,
    output,
  );
}
