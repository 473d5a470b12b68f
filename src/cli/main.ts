/** A command: its name, one line of help, and what runs it. Its module is loaded only when it is asked for. */
interface Command {
  readonly name: string;
  readonly help: string;
  readonly load: () => Promise<(args: readonly string[]) => Promise<number>>;
}

const COMMANDS: readonly Command[] = [
  {
    name: 'run',
    help: 'simulates scenarios and writes outcomes.csv, outcomes.parquet, inputs.json and manifest.json',
    load: async () => (await import('./run.ts')).runCommand,
  },
  {
    name: 'compare',
    help: 'compares finished runs on the same luck, or says what makes two scenarios differ (--waterfall)',
    load: async () => (await import('./compare.ts')).compareCommand,
  },
  {
    name: 'stress',
    help: 'puts a scenario under stress: named tests, the largest owner leaving, and the smallest shock that breaches',
    load: async () => (await import('./stress.ts')).stressCommand,
  },
  {
    name: 'run-block',
    help: 'makes one block of draws of a plan that run --plan-only wrote, on any machine',
    load: async () => (await import('./run-block.ts')).runBlockCommand,
  },
  {
    name: 'merge',
    help: 'makes the files of a run from the blocks of its draws',
    load: async () => (await import('./merge.ts')).mergeCommand,
  },
  {
    name: 'plan',
    help: 'drafts the tables of the annual sufficiency plan of an authority from a finished run',
    load: async () => (await import('./plan.ts')).planCommand,
  },
  {
    name: 'pack',
    help: 'makes a pack from a finished run: market stability, funding, grant return, meeting, feedback',
    load: async () => (await import('./pack.ts')).packCommand,
  },
  {
    name: 'programme',
    help: 'tells how likely the lines of a programme plan are on time, and writes scenarios in which some slip',
    load: async () => (await import('./programme.ts')).programmeCommand,
  },
  {
    name: 'brief',
    help: 'drafts the briefing paper of a Board from finished runs, as Word, HTML and Markdown, in English and Welsh',
    load: async () => (await import('./brief.ts')).briefCommand,
  },
  {
    name: 'translate',
    help: 'writes the Welsh texts that wait for a translator as a workbook and as XLIFF, and reads the answers back',
    load: async () => (await import('./translate.ts')).translateCommand,
  },
  {
    name: 'purpose',
    help: 'makes one page on what the programme is for: entries to care, months in care, children in their own area',
    load: async () => (await import('./purpose.ts')).purposeCommand,
  },
  {
    name: 'assure',
    help: 'makes the assurance pack of a finished run: logs, map, uncertainty, model card and a draft statement',
    load: async () => (await import('./assure.ts')).assureCommand,
  },
  {
    name: 'easy-read',
    help: 'drafts an easy read version of a run for carers and workers, then for children, then for everyone',
    load: async () => (await import('./easy-read.ts')).easyReadCommand,
  },
  {
    name: 'publish',
    help: 'writes a copy of a finished run that may be published: accessible workbook, tidy CSV, Parquet, small counts out',
    load: async () => (await import('./publish.ts')).publishCommand,
  },
  {
    name: 'sensitivity',
    help: 'ranks the assumptions by what they do to each headline, by region and through time',
    load: async () => (await import('./sensitivity.ts')).sensitivityCommand,
  },
  {
    name: 'solve',
    help: 'finds the fewest places, carers or conversions that keep a risk under a bound, and what they cost',
    load: async () => (await import('./solve.ts')).solveCommand,
  },
  {
    name: 'robustness',
    help: 'sets options against futures: expected, one in ten, largest regret, share that meets a threshold',
    load: async () => (await import('./robustness.ts')).robustnessCommand,
  },
  {
    name: 'fit',
    help: 'fits rates to a history: hazards to dated copies of a register; entries, stays and needs to counts of children',
    load: async () => (await import('./fit.ts')).fitCommand,
  },
  {
    name: 'forecast',
    help: 'forecasts counts of children, or services and places, from their history alone',
    load: async () => (await import('./forecast.ts')).forecastCommand,
  },
  {
    name: 'backtest',
    help: 'scores such forecasts at rolling origins beside naive, drift, smoothing and theta',
    load: async () => (await import('./backtest.ts')).backtestCommand,
  },
  {
    name: 'import',
    help: 'turns files as their publishers hand them out (statistics, registers) into tables of this package',
    load: async () => (await import('./import.ts')).importCommand,
  },
  {
    name: 'risk',
    help: 'scores risks from the draws of a run under a named scheme, with the numbers behind each score',
    load: async () => (await import('./risk.ts')).riskCommand,
  },
  {
    name: 'template',
    help: "writes an empty workbook for one authority's own figures, or for commissioning strategies, to fill in",
    load: async () => (await import('./template.ts')).templateCommand,
  },
  {
    name: 'check',
    help: 'checks tables, data sets and scenarios, and says what is wrong, where, and how to mend it',
    load: async () => (await import('./check.ts')).checkCommand,
  },
  {
    name: 'diff',
    help: 'prints in what one scenario differs from another, in plain words',
    load: async () => (await import('./diff.ts')).diffCommand,
  },
];

const NAME_WIDTH = Math.max(...COMMANDS.map((c) => c.name.length));

const USAGE = `Usage: market-stability COMMAND [arguments]

${COMMANDS.map((c) => `  ${c.name.padEnd(NAME_WIDTH)} ${c.help}`).join('\n')}

market-stability COMMAND --help says more. Exit codes: 0 done; 1 a check or comparison failed; 2 the input is wrong.`;

/**
 * The command line. Answers the exit code.
 *
 * @param argv words after the name of the program
 */
export async function main(argv: readonly string[]): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(`${USAGE}\n`);
    return name === undefined ? 2 : 0;
  }
  const command = COMMANDS.find((c) => c.name === name);
  if (command === undefined) {
    const { nearestName, quoteValue } = await import('../domain/errors.ts');
    const near = nearestName(
      name,
      COMMANDS.map((c) => c.name),
    );
    const hint = near === undefined ? '' : ` Did you mean ${near}?`;
    process.stderr.write(`There is no command ${quoteValue(name)}.${hint}\n\n${USAGE}\n`);
    return 2;
  }
  return (await command.load())(rest);
}
