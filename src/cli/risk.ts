import { nearestName, quoteValue } from '../domain/errors.ts';
import { CONSOLE } from './output.ts';
import type { CommandOutput } from './output.ts';

type Run = (args: readonly string[], output?: CommandOutput) => Promise<number>;

/** A part of the command: its name, one line of help, and what runs it. Its module is loaded only when it is asked for. */
interface Part {
  readonly name: string;
  readonly help: string;
  readonly load: () => Promise<Run>;
}

const PARTS: readonly Part[] = [
  {
    name: 'score',
    help: 'scores the risks of a file of events from the draws of finished runs, under a named scheme',
    load: async () => (await import('./risk-score.ts')).riskScoreCommand,
  },
];

const WIDTH = Math.max(...PARTS.map(({ name }) => name.length));

export const RISK_USAGE = `Usage: market-stability risk PART [arguments]

${PARTS.map(({ name, help }) => `  ${name.padEnd(WIDTH)} ${help}`).join('\n')}

market-stability risk PART --help says more. Exit codes: 0 done; 2 the input is wrong and nothing is written.`;

/** `risk PART`: hands the words after the part to what does it. */
export async function riskCommand(args: readonly string[], output: CommandOutput = CONSOLE): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h') {
    (name === undefined ? output.err : output.out)(RISK_USAGE);
    return name === undefined ? 2 : 0;
  }
  const part = PARTS.find((p) => p.name === name);
  if (part !== undefined) return (await part.load())(rest, output);
  const near = nearestName(
    name,
    PARTS.map((p) => p.name),
  );
  output.err(
    `risk has no part ${quoteValue(name)}.${near === undefined ? '' : ` Did you mean ${near}?`}\n\n${RISK_USAGE}`,
  );
  return 2;
}
