import { formatDate } from '../../domain/calendar.ts';
import type { Outlook } from '../../experiments/programme/outlook.ts';
import { formatShare, frequencyText } from '../text.ts';

/** What is to be expected of a line of a programme plan, in a sentence or two. */
export function outlookWords({ item, basis, onTime, never, delayMonths, setDate }: Outlook, draws: number): string {
  switch (basis) {
    case 'recorded': {
      const late = setDate! > item.planned_date;
      return `Done on ${formatDate(setDate!)}, ${late ? 'after the day planned' : 'in time'}.`;
    }
    case 'the law':
      return setDate === null
        ? 'The law has set no date.'
        : setDate === item.planned_date
          ? `The law sets this day, ${formatDate(setDate!)}.`
          : `The law sets ${formatDate(setDate!)}, and the plan ${formatDate(item.planned_date)}.`;
    case 'chosen in the scenario':
      return setDate === undefined
        ? 'The scenario holds it for certain.'
        : `The scenario sets ${formatDate(setDate!)} for certain: no slippage is simulated.`;
    case 'not simulated':
      return item.state === 'stopped' ? 'Stopped.' : 'It stands for nothing in the model, so no chance is given.';
    case 'simulated': {
      const chance = `By the end of the month planned in ${frequencyText(onTime!.share, draws)} (${rangeOf(onTime!)}).`;
      const given = `Given up or refused in ${formatShare(never!.share)}.`;
      if (delayMonths === undefined) return `${chance} ${given}`;
      const { p10, p50, p90 } = delayMonths;
      return `${chance} Where it opens, the middle run is ${monthsLate(p50)} (8 of 10 runs between ${p10} and ${p90} months after the plan). ${given}`;
    }
  }
}

const rangeOf = ({ low, high }: { readonly low: number; readonly high: number }): string =>
  `95% interval of the sampling ${formatShare(low)} to ${formatShare(high)}`;

const monthsLate = (months: number): string =>
  months === 0
    ? 'on time'
    : `${Math.abs(months)} month${Math.abs(months) === 1 ? '' : 's'} ${months > 0 ? 'late' : 'early'}`;
