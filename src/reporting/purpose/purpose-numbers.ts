import { financialYearName } from '../../domain/calendar.ts';
import { frequencyText } from '../text.ts';
import type { FoundNumber, NumberSource } from '../document/numbers/number-book.ts';
import { printFigure } from '../document/numbers/print-figure.ts';
import { PRINTED } from '../document/numbers/reference.ts';
import type { Language } from '../language/languages.ts';
import { numberIn, shareIn } from '../language/format.ts';
import { ABOUT, AIMS } from './aims.ts';
import type { Aim, AimYear, PurposeRun } from './aims.ts';
import { AGREEMENT } from './directions.ts';
import type { Direction } from './directions.ts';
import type { PastFigure } from './past.ts';

const FORM = /^(?:([a-z0-9-]+)@)?(entries|stay|home)\.([A-Za-z0-9_-]+)\.(\d{4}-\d{2})\.([a-z0-9-]+)$/;

/**
 * Numbers of the panel: `purpose.home.W92000004.2030-31.p50-range`, with `RUN@` before the aim for another run than the first;
 * `.below` and `.above` for the share of runs beyond what the year is set against; `.recorded` for what was recorded; and
 * `purpose.agreement`, the share of runs that must agree before a direction is told.
 */
export function purposeSource(
  runs: readonly PurposeRun[],
  areaCode: string,
  past: readonly PastFigure[],
  directions: readonly Direction[],
): NumberSource {
  const [first] = runs;
  const run_id = first!.manifest.run_id;
  const sure = { run_id, hasRange: true } as const;
  return {
    name: 'purpose',
    find: (rest, language): FoundNumber | string => {
      if (rest === 'agreement')
        return {
          ...sure,
          text: `${numberIn(language, AGREEMENT * 10)} in ${numberIn(language, 10)}`,
          value: AGREEMENT,
          unit: 'share',
          status: 'published',
          figure: rest,
          statistic: rest,
        };
      const parts = FORM.exec(rest);
      if (parts === null) return 'A number of the panel is purpose.AIM.AREA.YEAR.STATISTIC.';
      const [, name, aimName, area, yearName, statistic] = parts as unknown as [
        string,
        string | undefined,
        string,
        string,
        string,
        string,
      ];
      const aim = AIMS.find((one) => one === aimName)!;
      const run = name === undefined ? first! : runs.find((one) => one.name === name);
      if (run === undefined) return `There is no run "${name!}" in the panel.`;
      if (area !== areaCode) return `The panel is about ${areaCode}, not ${area}.`;
      const of = { figure: rest.slice(0, rest.lastIndexOf('.')), statistic, unit: ABOUT[aim].unit };
      if (statistic === 'recorded') {
        const found = past.find((p) => p.aim === aim && financialYearName(p.yearEnding) === yearName);
        if (found === undefined) return `Nothing is recorded of ${aim} in ${yearName}.`;
        return {
          ...sure,
          ...of,
          text: printPast(aim, found.value, language),
          value: found.value,
          status: found.status,
        };
      }
      if (statistic === 'below' || statistic === 'above') {
        const found = directions.find(
          (d) => d.run === run && d.aim === aim && financialYearName(d.year.yearEnding) === yearName,
        );
        if (found === undefined) return `${yearName} is set against no earlier year.`;
        const value = found[statistic];
        return {
          ...of,
          run_id: run.manifest.run_id,
          hasRange: true,
          statistic: `prob_${statistic}`,
          text: frequencyText(value, run.manifest.draws),
          value,
          status: found.year.status,
        };
      }
      const year = run.aims[aim].find((one) => financialYearName(one.yearEnding) === yearName);
      if (year === undefined) return `The run has no figure of ${aim} in ${yearName}.`;
      return ofYear(run, year, of, statistic, language);
    },
  };
}

function ofYear(
  run: PurposeRun,
  year: AimYear,
  of: Pick<FoundNumber, 'figure' | 'statistic' | 'unit'>,
  statistic: string,
  language: Language,
): FoundNumber | string {
  if (!(PRINTED as readonly string[]).includes(statistic)) return `"${statistic}" is no statistic of the panel.`;
  const named = statistic === 'range' ? 'p50' : statistic.replace(/-(range|cell)$/, '');
  return {
    ...of,
    // Months are printed whole, as children are.
    text: printFigure(year.statistics, of.unit === 'share' ? 'share' : 'children', statistic, language),
    run_id: run.manifest.run_id,
    status: year.status,
    value: year.statistics.get(named)!,
    hasRange: /(range|cell)$/.test(statistic),
  };
}

/** A recorded figure as printed: whole children and months, a share in per cent. */
export function printPast(aim: Aim, value: number, language: Language): string {
  return aim === 'home' ? shareIn(language, value) : numberIn(language, value);
}
