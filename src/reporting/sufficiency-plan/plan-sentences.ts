import type { Run, Runs } from '../document/model.ts';
import { wholeRuns } from '../document/runs.ts';
import { DRAWS_FOR_A_PLAN } from './plan-contents.ts';
import type { PlanFigure } from './plan-contents.ts';
import type { PlanDesk } from './plan-desk.ts';
import { lookBackWords } from './look-back.ts';
import type { LookBack } from './look-back.ts';
import { dueText } from './plan-words.ts';
import { FIRST_PLAN_YEAR, planYear } from './plan-year.ts';

/*
 * Sentences of a plan that hold dates and numbers, in the language of the paper. The English is that of `PlanContents`, which the
 * workbook prints as well.
 */

/** Scenario and run, for the top of every page. */
export function edgeLine(desk: PlanDesk): Run[] {
  const { run } = desk.contents;
  return desk.say('paper.edge', {
    scenario: desk.scenario(),
    name: run.scenario,
    run: run.run_id,
    draws: desk.number(run.draws),
    seed: String(run.seed),
  });
}

/** When the draft is due. */
export function dueLine(desk: PlanDesk): Runs {
  const { contents } = desk;
  if (desk.language === 'en') return [desk.quoted(dueText(contents))];
  return contents.year.name === planYear(FIRST_PLAN_YEAR).name
    ? desk.say('due.first')
    : desk.say('due.later', { day: desk.date(contents.year.firstDay) });
}

/** What a reader must know. Warnings of the run are in English, and are listed for the translator. */
export function warningLines(desk: PlanDesk): Run[][] {
  const { run, warnings } = desk.contents;
  return warnings.map((text, i) =>
    i === 0 && run.draws < DRAWS_FOR_A_PLAN
      ? desk.say('paper.few-draws', { draws: desk.number(run.draws), least: desk.number(DRAWS_FOR_A_PLAN) })
      : [desk.english(text, 'warning of the run')],
  );
}

/** The date of a stock, or the year of a flow, as `sideBySide` takes it. */
export function whenText(desk: PlanDesk, figure: PlanFigure): string {
  const { year } = desk.contents;
  if (desk.language === 'en' || figure.when === 'year') return figure.whenText;
  return `On ${desk.date(figure.when === 'start' ? year.dayBefore : year.lastDay)}`;
}

/** Why the statutory number is what it is. */
export function reasonLines(desk: PlanDesk): Runs[] {
  const { statutoryReason, year } = desk.contents;
  if (desk.language === 'en') return statutoryReason.map((text) => [desk.quoted(text)]);
  return desk.contents.approvals.map(({ serviceType, provider, date }) => {
    const who = desk.text(`reason.${serviceType}-${provider}`);
    if (date === undefined) return desk.say('reason.no-day', { who });
    const which = date > year.lastDay ? 'after' : date > year.firstDay ? 'within' : 'whole';
    return desk.say(`reason.${which}`, { who, day: desk.date(date), year: year.name });
  });
}

/** What the look-back comes to. */
export function lookBackLines(desk: PlanDesk, lookBack: LookBack): Runs[] {
  if (desk.language === 'en') return lookBackWords(lookBack).map((text) => [desk.quoted(text)]);
  const { rows, year, runId, scenario, withoutEstimate } = lookBack;
  const all = rows.find((row) => row.line.includes('statutory-all'));
  const values = {
    inside: desk.number(rows.filter((row) => row.inside80).length),
    all: desk.number(rows.length),
    expected: desk.number(Math.round(rows.length * 0.8)),
    run: runId,
    scenario,
  };
  return [
    ...(all === undefined
      ? []
      : [
          desk.say('look-back.total', {
            year,
            central: desk.number(all.central),
            low: desk.number(all.low80),
            high: desk.number(all.high80),
            actual: desk.number(all.actual),
            reading: desk.known('reading', all.reading),
          }),
        ]),
    desk.say('look-back.inside', values),
    ...(withoutEstimate.length === 0
      ? []
      : [desk.say('look-back.without', { names: wholeRuns([desk.english(withoutEstimate.join('; '))]) })]),
  ];
}
