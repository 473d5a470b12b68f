import type { Sensitivity } from '../../experiments/sensitivity/sensitivity.ts';
import { CHANCE, NOTHING, REST } from '../../experiments/sensitivity/plan-designs.ts';
import { CLASS_LIMITS } from '../../experiments/sensitivity/classes.ts';
import { statusSentence } from '../../domain/status.ts';
import { formatNumber } from '../text.ts';
import { shownNumber, shownUnit } from './shown-unit.ts';
import {
  directionOf,
  floorSentence,
  headlineTarget,
  meaningOf,
  sharesOf,
  shareWithRange,
  titleOf,
  weakEvidenceSentence,
} from './words.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|').replace(/\s+/g, ' ');
const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

/** How sure the ranking is, and how it was made, in plain sentences. */
export function methodSentences(found: Sensitivity): string[] {
  const { screening, shares, factors, seed, plan } = found;
  const lines = [
    `Scenario: ${plan.scenarioTitle}. A projection under a scenario, not a forecast. Seed ${seed}.`,
    `Screening (Morris): ${formatNumber(screening.design.layout.size)} trajectories over ${formatNumber(factors.moved.length)} factors, ${formatNumber(screening.design.rows)} draws.`,
    `Classes: High from ${formatNumber(CLASS_LIMITS.High * 100)}% of the largest effect on the headline, Medium from ${formatNumber(CLASS_LIMITS.Medium * 100)}%, else Low; Low too where an effect is neither told from chance nor larger than chance.`,
  ];
  if (shares !== undefined)
    lines.push(
      `Shares of variance (Sobol'): ${formatNumber(shares.design.layout.size)} base points, ${formatNumber(shares.design.rows)} draws.`,
    );
  if (plan.correlations.at.length > 0)
    lines.push(
      'This scenario correlates some assumptions. The designs move each of them by itself, as if it were independent.',
    );
  if (screening.design.layout.size < 8)
    lines.push('With so few trajectories this is a rough ranking: neighbours in it may well change places.');
  return lines;
}

/** The whole answer as a page of Markdown, one part a headline. */
export function sensitivitySummary(found: Sensitivity): string {
  const { factors, headlines } = found;
  const parts = headlines.map(({ id }) => headlinePart(found, id));
  const list = (ids: readonly string[]): string =>
    ids.length === 0 ? 'none' : ids.map((id) => `\`${id}\``).join(', ');
  return `# What drives the figures

${methodSentences(found).join('\n')}

${parts.join('\n\n')}

## What was not moved

- One value only: ${list(factors.fixed)}.
- Uncertain, and no draw reads it (read once when the plan is made, or not at all): ${list(factors.notRead)}.
`;
}

function headlinePart(found: Sensitivity, id: string): string {
  const { unit, status } = headlineTarget(found, id);
  const show = (value: number): string => shownNumber(value, unit);
  const effects = found.screening.rankings.get(id)!.effects.slice(0, 10);
  const shares = sharesOf(found, id);
  const lines = [
    `## ${titleOf(found, id)}`,
    `\`${id}\`. ${floorSentence(found, id)}`,
    table(
      ['rank', 'assumption', 'strength', `effect, ${shownUnit(unit).words}`, 'range', 'direction', 'class'],
      effects.map((e) => [
        String(e.rank),
        `${meaningOf(found, e.factor)} (\`${e.factor}\`)`,
        found.factors.moved.find((f) => f.id === e.factor)!.strength,
        show(e.muStar.value),
        `${show(e.muStar.low)} to ${show(e.muStar.high)}`,
        directionOf(e),
        e.effectClass,
      ]),
    ),
  ];
  if (shares !== undefined && shares.indices.length > 0) {
    lines.push(
      table(
        ['share of variance', 'own', 'with interactions'],
        [...shares.indices]
          .filter((i) => i.factor !== NOTHING)
          .sort((a, b) => kindOrder(a.factor) - kindOrder(b.factor) || b.total.value - a.total.value)
          .map((i) => [meaningOf(found, i.factor), shareWithRange(i.first), shareWithRange(i.total)]),
      ),
    );
    const sentence = weakEvidenceSentence(found, id);
    if (sentence !== undefined) lines.push(sentence);
  }
  lines.push(`**${statusSentence(status)}**`);
  return lines.join('\n\n');
}

/** Single assumptions first, then all others and chance, then themes, then strengths. */
function kindOrder(factor: string): number {
  if (factor === REST || factor === CHANCE) return 1;
  return factor.startsWith('theme') ? 2 : factor.startsWith('strength') ? 3 : 0;
}
