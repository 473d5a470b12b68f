import { statusSentence } from '../../domain/status.ts';
import type { Block, DocumentModel, Runs, TextRun } from '../document/model.ts';
import { formatNumber } from '../text.ts';
import { nameOf } from '../theme.ts';
import type { PlanContents } from './plan-contents.ts';
import type { PrintedValues } from './plan-figure.ts';
import type { ApplicationNumber } from './plan-lines.ts';
import type { RollUp } from './roll-up.ts';

const NUMBER_WORDS = {
  statutory: 'Statutory number: applications for supplementary placements',
  shadow: 'Shadow number: placements that would need approval if the rule were in force',
} as const;

/** The plans of all authorities together as a paper for Ministers: the national number, what adds to it, and what is counted twice. */
export function rollUpDocument(roll: RollUp, run: PlanContents['run'], marking = 'OFFICIAL'): DocumentModel {
  const quoted = (text: string): TextRun => ({ kind: 'text', text, from: `run ${run.run_id}` });
  const { year, country } = roll;
  const nameOfArea = new Map(roll.authorities.map((a) => [a.area.area_code, a.area.name_en]));
  return {
    title: `Sufficiency plans ${year.name}: ${country.name_en} as a whole`,
    language: 'en',
    header: [[marking], [quoted(`Draft. ${run.scenario_title}, run ${run.run_id}, ${formatNumber(run.draws)} draws`)]],
    footer: [[quoted(statusSentence(roll.status))]],
    draft: [quoted('Draft made by a program from a simulation. Nobody has checked it yet.')],
    blocks: [
      {
        kind: 'paragraph',
        style: 'lead',
        runs: [
          quoted(
            `A projection under the scenario “${run.scenario_title}”. The national number has a range of its own: ranges of authorities are never added up.`,
          ),
        ],
      },
      ...(['statutory', 'shadow'] as const).flatMap((number): Block[] => [
        { kind: 'heading', level: 2, runs: [NUMBER_WORDS[number]] },
        numberTable(
          `${country.name_en}, ${year.name}`,
          roll.national.filter((n) => n.number === number).map((n) => [n.figure, n.values] as const),
          quoted,
        ),
        numberTable(
          `Authorities, ${year.name}`,
          roll.authorities.filter((a) => a.number === number).map((a) => [a.area.name_en, a.values] as const),
          quoted,
        ),
        { kind: 'paragraph', runs: [quoted(remainder(roll, number))] },
      ]),
      { kind: 'heading', level: 2, runs: ['Places that several plans count on'] },
      ...gapBlocks(roll, quoted),
      ...claimBlocks(roll, nameOfArea, quoted),
    ],
  };
}

function remainder(roll: RollUp, number: ApplicationNumber): string {
  const left = roll.unexplained[number];
  return Math.abs(left) < 0.05 * roll.authorities.length + 0.05
    ? 'The averages of the authorities add up to that of the country, but for rounding.'
    : `The averages of the authorities differ from that of the country by ${formatNumber(left, 1)}: look into it before either is used.`;
}

function numberTable(
  caption: string,
  rows: readonly (readonly [string, PrintedValues])[],
  quoted: (text: string) => TextRun,
): Block {
  return {
    kind: 'table',
    caption: [quoted(caption)],
    columns: [
      { heading: ['What'], width: 3 },
      { heading: ['Central value'], align: 'right' },
      { heading: [quoted('8 of 10 runs')], align: 'right', width: 1.4 },
      { heading: ['Average'], align: 'right' },
      { heading: ['Status'], width: 1.3 },
    ],
    rows: rows.map(([name, v]): Runs[] => [
      [quoted(name)],
      [quoted(formatNumber(v.central))],
      [quoted(v.low80 === undefined ? '' : `${formatNumber(v.low80)} to ${formatNumber(v.high80!)}`)],
      [quoted(v.average === undefined ? '' : formatNumber(v.average, 1))],
      [quoted(v.status)],
    ]),
  };
}

function gapBlocks(roll: RollUp, quoted: (text: string) => TextRun): Block[] {
  if (roll.gaps.length === 0) return [];
  return [
    {
      kind: 'paragraph',
      runs: [
        'Where the gaps of the authorities add up to more than the gap of their region, their plans count on the same free places of their neighbours.',
      ],
    },
    {
      kind: 'table',
      caption: [quoted(`Children short of a compliant place at the end of ${roll.year.name}, averages over the runs`)],
      columns: [
        { heading: ['Region'], width: 2.4 },
        { heading: ['Service'], width: 1.6 },
        { heading: ['Own gaps, added up'], align: 'right', width: 1.3 },
        { heading: ['Gap of the region'], align: 'right', width: 1.3 },
        { heading: ['Counted on from neighbours'], align: 'right', width: 1.7 },
        { heading: ['Status'], width: 1.3 },
      ],
      rows: roll.gaps.map((gap): Runs[] => [
        [quoted(gap.region.name_en)],
        [quoted(nameOf(gap.serviceType))],
        [quoted(formatNumber(gap.ownGaps, 1))],
        [quoted(formatNumber(gap.regionGap, 1))],
        [quoted(formatNumber(Math.max(0, gap.ownGaps - gap.regionGap), 1))],
        [quoted(gap.status)],
      ]),
    },
  ];
}

function claimBlocks(roll: RollUp, names: ReadonlyMap<string, string>, quoted: (text: string) => TextRun): Block[] {
  if (roll.claims.length === 0)
    return [
      {
        kind: 'paragraph',
        runs: ['No service is claimed by two plans, or no list of claims was given (--claims).'],
      },
    ];
  return [
    {
      kind: 'table',
      caption: [quoted('Vacancies of not-for-profit services that more than one plan counts on')],
      columns: [
        { heading: ['Service'], width: 2 },
        { heading: ['Plans'], width: 3 },
        { heading: ['Claimed'], align: 'right' },
        { heading: ['Offered'], align: 'right' },
        { heading: ['What to do'], width: 2.4 },
      ],
      rows: roll.claims.map((claim): Runs[] => [
        [quoted(claim.serviceId)],
        [quoted(claim.plans.map((p) => `${names.get(p.areaCode) ?? p.areaCode} (${p.places})`).join(', '))],
        [quoted(formatNumber(claim.claimed))],
        [quoted(formatNumber(claim.offered))],
        [
          claim.kind === 'over'
            ? 'More is claimed than there is: the authorities must settle it.'
            : 'Several plans count on it, and there is enough: confirm it.',
        ],
      ]),
    },
  ];
}
