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
  {
    name: 'update',
    help: 'puts scores into your own register: first a list of changes to approve, then a new copy',
    load: async () => (await import('./risk-update.ts')).riskUpdateCommand,
  },
  {
    name: 'new',
    help: 'makes a register from scores: to work in, a page for the Board, and a history',
    load: async () => (await import('./risk-new.ts')).riskNewCommand,
  },
  {
    name: 'publish',
    help: 'makes the page for the Board and an accessible copy from a register',
    load: async () => (await import('./risk-publish.ts')).riskPublishCommand,
  },
  {
    name: 'split',
    help: 'splits a register into packs for the chairs of workstreams',
    load: async () => (await import('./risk-split.ts')).riskSplitCommand,
  },
  {
    name: 'merge',
    help: 'puts packs that came back into the register and reports conflicts',
    load: async () => (await import('./risk-merge.ts')).riskMergeCommand,
  },
  {
    name: 'lessons',
    help: 'drafts the lessons learned log, and scores the probabilities of closed risks',
    load: async () => (await import('./risk-lessons.ts')).riskLessonsCommand,
  },
  {
    name: 'challenge',
    help: 'says what would have to be true for a score to move one level, and what other schemes make of it',
    load: async () => (await import('./risk-challenge.ts')).riskChallengeCommand,
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
