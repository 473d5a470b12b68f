import { join } from 'node:path';
import { writeLessons } from '../risk/lessons/write-lessons.ts';
import { runCommandLine } from './command.ts';
import { CONSOLE } from './output.ts';
import type { CommandOutput } from './output.ts';
import { dayOf } from './risk-update.ts';

export const RISK_LESSONS_USAGE = `Usage: market-stability risk lessons --date YYYY-MM-DD [--log lessons.csv] [--backtest backtest.csv]
       [--before assumptions.csv --after assumptions.csv] [--history risk-history.csv --closed closed.csv] [--out DIR] [--force]

--date DATE      day of the drafts
--log FILE       the log as it is: its rows stay, and nothing is drafted twice
--backtest FILE  forecasts that missed, from "market-stability backtest"
--before, --after  two versions of assumptions.csv: those whose new value lies outside the old range
--history FILE, --closed FILE  scores of all meetings, and closed risks (risk_id, closed, happened): overrides judged, Brier score, reliability
--out DIR        folder to write (outputs/risk-lessons unless told); --force writes over something else

Writes lessons.csv and lessons.xlsx, whose drafts a person completes; calibration.csv; manifest.json.
Exit code 0: done; 2: an input is wrong and nothing is written.`;

/** `risk lessons`. */
export function riskLessonsCommand(args: readonly string[], output: CommandOutput = CONSOLE): Promise<number> {
  return runCommandLine(
    {
      usage: RISK_LESSONS_USAGE,
      options: {
        date: { type: 'string' },
        log: { type: 'string' },
        backtest: { type: 'string' },
        before: { type: 'string' },
        after: { type: 'string' },
        history: { type: 'string' },
        closed: { type: 'string' },
        out: { type: 'string' },
        force: { type: 'boolean' },
      },
      misuse: ({ values, positionals }) => {
        const { date, backtest, before, after, history, closed } = values;
        if (positionals.length > 0) return 'risk lessons: files are named by options.';
        if (date === undefined) return 'risk lessons: the day is not said; give --date.';
        if ((before === undefined) !== (after === undefined)) return 'risk lessons: --before and --after go together.';
        if ((history === undefined) !== (closed === undefined))
          return 'risk lessons: --history and --closed go together.';
        return (backtest ?? before ?? history) ? undefined : 'risk lessons: nothing to draft from is named.';
      },
      work: async ({ values }) => {
        const { out = join('outputs', 'risk-lessons'), force, date, ...rest } = values;
        const done = await writeLessons({ ...rest, date: dayOf(date)!, out, force: force === true });
        output.out(
          `${done.drafted} ${done.drafted === 1 ? 'lesson' : 'lessons'} drafted; ${done.lessons.length} in the log.`,
        );
        for (const file of done.files) output.out(`  ${file}`);
        const { calibration } = done;
        if (calibration?.brier !== undefined) {
          const { score, low, high } = calibration.brier;
          output.out(
            `  Brier score of ${calibration.risks} closed risks: ${score.toFixed(3)}, ${low.toFixed(3)} to ${high.toFixed(3)}.`,
          );
        }
        for (const warning of calibration?.warnings ?? []) output.out(`  ${warning}`);
        return 0;
      },
    },
    args,
    output,
  );
}
