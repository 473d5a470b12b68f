import { LINK_RULES } from '../../calibration/hazards/link-registrations.ts';
import type { LinkRule } from '../../calibration/hazards/link-registrations.ts';
import type { FittedHazard, HazardFit } from '../../calibration/hazards/fit-hazards.ts';
import type { EvidenceStatus } from '../../domain/status.ts';
import { statusSentence } from '../../domain/status.ts';
import { survivalOf } from './hazard-tables.ts';
import { percent } from './hazard-words.ts';

/** Closures under which a hazard leans mostly on other groups. */
const FEW_EVENTS = 10;

/** A page of words about a fit, as Markdown: what was found, how, and what it must not be used for. */
export function hazardPage(fit: HazardFit, file: string, status: EvidenceStatus): string {
  const main = fit.hazards.filter((h) => h.size === undefined && h.year === undefined);
  const few = main.filter((h) => h.events < FEW_EVENTS);
  const lines = [
    '# Hazards from a register',
    '',
    `Fitted to ${file}: snapshots from ${fit.firstDate} to ${fit.lastDate}. ${statusSentence(status)}`,
    'These are rates of the past. Under another law they need not hold, and nothing here is a prediction.',
    '',
    '| id | hazard a year | 95 % interval | events | service-years |',
    '| --- | --- | --- | --- | --- |',
    ...main.map(row),
    '',
    few.length === 0
      ? ''
      : `Fewer than ${FEW_EVENTS} events stand behind ${few.map((h) => `\`${h.id}\``).join(', ')}: these lean on the other sectors, and their intervals say so.`,
    '',
    '## How it was read',
    '',
    ...fit.parts.flatMap((part) => {
      const { subject, lives, coverage, links, slip } = part;
      const followed = links.filter((link) => link.followed);
      const rules = [...new Set(followed.map((link) => link.rule))].sort();
      const counted = (rule: LinkRule): number => followed.filter((link) => link.rule === rule).length;
      const tests = survivalOf(part).filter(({ sectors }) => sectors.length > 1);
      return [
        `- ${lives.length} ${subject} were seen at ${coverage.dates.length} dates. Each is at risk from the day on which it was first seen.`,
        `- ${followed.length} registrations follow another at the same place and are no closures${rules.length === 0 ? '.' : `: ${rules.map((rule) => `${counted(rule)} by ${LINK_RULES[rule].meaning} (confidence ${LINK_RULES[rule].confidence})`).join('; ')}.`}`,
        `- ${links.length - followed.length} weaker links are listed in re-registrations.csv and count as closures.`,
        slip.looked === 0
          ? '- No service could be looked for between two sights, so the lists are taken as whole.'
          : `- Complete lists left out ${slip.missed} of ${slip.looked} services that were seen before and after. A service that is missing from the last list only is a closure with that chance of a slip.`,
        ...tests.map(
          ({ clock, test }) =>
            `- Survival by sector, counted from ${clock === 'opening' ? 'the opening' : 'the first sight'}: log-rank ${test.chiSquare.toFixed(1)} on ${test.degrees} degrees of freedom, p ${test.p < 0.001 ? 'under 0.001' : test.p.toFixed(3)}.`,
        ),
      ];
    }),
    '',
    '## What it cannot say',
    '',
    '- When in an interval an event fell. The likelihood sums over all times; a long interval says less, and is not a closure of itself.',
    '- Who left because of whom: homes of one owner that close together count as so many closures, so intervals are too narrow where an owner with many homes failed.',
    '- What a home that opened and closed between two copies did. It was never seen.',
    '- A change of owner that the register shows late, or as a new owner name for the same body.',
    '',
  ];
  return `${lines.join('\n').replace(/\n{3,}/g, '\n\n')}`;
}

function row({ id, low, central, high, events, years }: FittedHazard): string {
  return `| \`${id}\` | ${percent(central)} | ${percent(low)} to ${percent(high)} | ${events} | ${Math.round(years).toLocaleString('en-GB')} |`;
}
