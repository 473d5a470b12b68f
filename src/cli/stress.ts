import { join } from 'node:path';
import { isIsoDate } from '../domain/calendar.ts';
import { InputError, nearestName } from '../domain/errors.ts';
import { MOST_DRAWS, MOST_THREADS } from '../experiments/run.ts';
import { NAMED_TESTS } from '../experiments/stress/named-tests.ts';
import { DEFAULT_REVERSE_DRAWS, DEFAULT_STRESS_DRAWS, prepareStress } from '../experiments/stress/stress.ts';
import { STRESS_PARTS } from '../experiments/stress/stress-result.ts';
import type { StressOptions } from '../experiments/stress/stress-result.ts';
import { stressStatus } from '../reporting/stress/stress-rows.ts';
import {
  breachText,
  peakText,
  datesText,
  plausibilityText,
  recordedText,
  reverseText,
  toleranceText,
} from '../reporting/stress/stress-words.ts';
import { STRESS_FILE, writeStress } from '../reporting/stress/write-stress.ts';
import type { WrittenStress } from '../reporting/stress/write-stress.ts';
import { numberOf, oneScenario, runCommandLine } from './command.ts';
import { CONSOLE } from './output.ts';
import type { CommandOutput } from './output.ts';
import { progressLine } from './progress.ts';
import type { Progress } from './progress.ts';

export const STRESS_USAGE = `Usage: market-stability stress SCENARIO [--draws N] [--reverse-draws N] [--only PART,...] [--tests ID,...]
         [--owner-leaves DATE] [--seed S] [--data DIR] [--out DIR] [--threads N] [--force]

SCENARIO is a name (as-legislated) or the path of a YAML file.
--draws N          draws of the named tests and of N-1 (${DEFAULT_STRESS_DRAWS} unless told)
--reverse-draws N  draws of the reverse, which tries about a hundred shocks (${DEFAULT_REVERSE_DRAWS} unless told)
--only PART,...    ${STRESS_PARTS.join(', ')}; all unless told (pairs needs reverse)
--tests ID,...     ${NAMED_TESTS.map((t) => t.id).join(', ')}
--owner-leaves DATE  day on which an owner leaves in N-1
--seed S           seed of the luck (1 unless the scenario says otherwise)
--data DIR         folder of another data set (Wales as shipped unless told)
--out DIR          folder to write (outputs/stress-NAME-SEED unless told)
--threads N        threads (all processors unless told); the figures are the same for any number
--force            write over a folder that holds something else

Puts a scenario under stress: named tests, the leaving of the largest owner in each region (N-1), and the smallest shock
that breaches a tolerance (the reverse). Writes stress.csv and manifest.json. Exit code 0: done; 2: the input is wrong and
nothing is written. Ctrl-C ends it and leaves no file.`;

/** `stress SCENARIO`: named tests, N-1 and the reverse, and says what breaches. */
export function stressCommand(args: readonly string[], output: CommandOutput = CONSOLE): Promise<number> {
  return runCommandLine(
    {
      usage: STRESS_USAGE,
      options: {
        draws: { type: 'string' },
        'reverse-draws': { type: 'string' },
        only: { type: 'string' },
        tests: { type: 'string' },
        'owner-leaves': { type: 'string' },
        seed: { type: 'string' },
        data: { type: 'string' },
        out: { type: 'string' },
        threads: { type: 'string' },
        force: { type: 'boolean' },
      },
      misuse: oneScenario,
      stopped: 'Stopped. The stress test that was not finished has left no files.',
      work: async ({ values, positionals }, stopSignal) => {
        const tests = NAMED_TESTS.map(({ id }) => id);
        const options: StressOptions & { out?: string; force: boolean } = Object.fromEntries(
          Object.entries({
            scenario: positionals[0]!,
            draws: numberOf('draws', values.draws, 2, MOST_DRAWS),
            reverseDraws: numberOf('reverse-draws', values['reverse-draws'], 2, MOST_DRAWS),
            seed: numberOf('seed', values.seed, 0, Number.MAX_SAFE_INTEGER),
            threads: numberOf('threads', values.threads, 1, MOST_THREADS),
            dataDir: values.data,
            out: values.out,
            force: values.force === true,
            parts: names('only', values.only, STRESS_PARTS),
            tests: names('tests', values.tests, tests),
            ownerLeavesOn: day(values['owner-leaves']),
            onProgress: progressByPart(output),
            signal: stopSignal(),
          }).filter(([, value]) => value !== undefined),
        ) as never;
        report(await writeStress(await prepareStress(options), options), output);
        return 0;
      },
    },
    args,
    output,
  );
}

/** A line of progress for each study: the tests together, and each round of the reverse. */
function progressByPart(output: CommandOutput): (done: number, all: number, part: string) => void {
  let line: Progress | undefined;
  return (done, all, part) => {
    line ??= progressLine(part === 'tests' ? 'draws of the tests' : 'draws of this round of the reverse', output);
    line(done, all);
    if (done === all) line = undefined;
  };
}

function names<T extends string>(option: string, text: string | undefined, allowed: readonly T[]): T[] | undefined {
  return text?.split(',').map((name) => {
    const found = allowed.find((a) => a === name.trim());
    if (found !== undefined) return found;
    const near = nearestName(name, [...allowed]);
    throw new InputError([
      {
        kind: 'input',
        file: `--${option}`,
        value: name,
        problem: 'There is nothing of that name.',
        allowed: `${allowed.join(', ')}.`,
        mend: near === undefined ? 'Check the spelling.' : `Did you mean ${near}?`,
      },
    ]);
  });
}

function day(text: string | undefined): string | undefined {
  if (text === undefined || isIsoDate(text)) return text;
  throw new InputError([
    {
      kind: 'input',
      file: '--owner-leaves',
      value: text,
      problem: 'This is not a date.',
      allowed: 'A date as 2027-04-01.',
      mend: 'Write the year, the month and the day.',
    },
  ]);
}

function report({ folder, result }: WrittenStress, output: CommandOutput): void {
  const { scenario, draws, reverseDraws, seed, tests, ownersLeave, reverse, tolerances } = result;
  output.out(
    `${scenario.title} under stress: ${draws} draws of each test, seed ${seed}. A projection under a scenario.`,
  );
  output.out(`  ${datesText(result)}`);
  for (const tolerance of tolerances) output.out(`  Not tolerated (${tolerance.owner}): ${toleranceText(tolerance)}`);
  for (const { title, tolerances: under, replaced } of tests) {
    const breached = under.filter((u) => u.breached && u.without < u.tolerance.probability);
    output.out(`  ${title}: ${breached.length === 0 ? 'breaches no tolerance that holds without it' : ''}`.trimEnd());
    for (const u of breached) output.out(`    ${u.tolerance.id}. ${breachText(u)}`);
    for (const own of replaced) output.out(`    It replaces the scenario's own: ${own}`);
  }
  for (const { region, placesLost, displaced, peak } of ownersLeave) {
    output.out(
      `  ${region} without its largest owner (median): ${placesLost.p50.value.toFixed(0)} places fewer, ${displaced.p50.value.toFixed(0)} more children displaced. More waiting: ${peakText(peak)}`,
    );
  }
  for (const answer of reverse.filter((a) => a.tolerance.id === tolerances[0]?.id)) {
    output.out(
      `  ${answer.driver.title} (${reverseDraws} draws): ${reverseText(answer)} ${answer.size === undefined ? '' : `${plausibilityText(answer)} ${recordedText(answer)}`}`.trimEnd(),
    );
  }
  output.out(`  ${join(folder, STRESS_FILE)}`);
  output.out(`  Status: ${stressStatus(result)}. Tolerances are proposals until the Board sets them.`);
}
