import type { AreaRow } from '../../../domain/tables.ts';
import { PROJECT_STAGES, SECTORS, SERVICE_TYPES } from '../../../domain/vocabulary.ts';
import { decimal, isoDate, oneOf, text, wholeNumber } from '../../tables/column.ts';
import type { FormColumn, FormSheet } from './form.ts';
import { formColumn } from './authority-form.ts';
import { SECTOR_WORDS, SERVICE_WORDS, STAGE_WORDS, STATUS_WORDS } from './words.ts';

const OPTIONAL = { optional: true } as const;

/** What a need is counted in. */
export const NEED_UNITS = ['places', 'foster households', 'children'] as const;

/** Sheets for what the placement commissioning strategies of authorities say: one row a statement, typed by hand. */
export function strategySheets(areas: readonly AreaRow[]): readonly FormSheet[] {
  const authorities = areas.filter(({ level }) => level === 'authority');
  const names = Object.fromEntries(authorities.map(({ name_en, area_code }) => [name_en, area_code]));
  const example = authorities[0]?.name_en ?? '';
  const authority = formColumn('area_code', 'Authority', 26, 'Choose from the list.', oneOf('Authority.', Object.values(names)), names);
  const status = formColumn('status', 'How firm', 30, 'Choose from the list: published when the strategy is public and says so.', oneOf('How firm it is.', Object.values(STATUS_WORDS)), STATUS_WORDS);
  const source = formColumn('source', 'Source', 50, 'Title and date of the strategy, and the page.', text('Where it is said.'));
  const kind = formColumn('service_type', 'Kind of service', 22, 'Choose from the list.', oneOf('Kind of service.', SERVICE_TYPES), SERVICE_WORDS);
  const last: readonly FormColumn[] = [status, source];
  return [
    {
      name: 'Projects',
      title: 'Places that the strategies plan',
      about: 'One row a project with a number of places and a day. What has no number or no day is a need, not a project.',
      columns: [
        authority,
        formColumn('name', 'Name of the project', 32, 'As the strategy names it.', text('Name of the project.')),
        kind,
        formColumn('sector', 'Who will run it', 18, 'Choose from the list.', oneOf('Who will run it.', SECTORS), SECTOR_WORDS),
        formColumn('places', 'Places when full', 12, 'A whole number.', wholeNumber('Places.', { unit: 'places', min: 1, max: 500 })),
        formColumn('stage', 'Stage', 24, 'How far it has come. Choose from the list.', oneOf('Stage.', PROJECT_STAGES), STAGE_WORDS),
        formColumn('planned_open', 'Planned opening', 14, 'A day; the last day of the period when only a period is given.', isoDate('Planned opening.')),
        formColumn('capital_gbp', 'Capital cost, pounds', 14, 'In pounds, not thousands. Leave it empty when it is not given.', decimal('Capital cost.', { unit: 'pounds', min: 0, max: 1e9, optional: true })),
        formColumn('fund', 'Paid by', 24, 'The fund or grant.', text('Fund.', OPTIONAL)),
        ...last,
      ],
      examples: [[example, 'Example Lane', "children's home", 'council', 3, 'in planning', '2027-12-31', 900_000, 'Example fund', 'estimated: our own best figures', 'Example strategy 2026 to 2029, page 12']],
    },
    {
      name: 'Needs',
      title: 'What the strategies say is needed',
      about: 'One row a statement of need with a number. It is set beside what a run finds, and goes into no run.',
      columns: [
        authority,
        kind,
        formColumn('need', 'What for', 36, 'In the words of the strategy: disabled children, short breaks, brothers and sisters together.', text('What for.')),
        formColumn('amount', 'How many', 10, 'A whole number.', wholeNumber('How many.', { unit: 'places, households or children', max: 100_000 })),
        formColumn('unit', 'Counted in', 18, 'Choose from the list.', oneOf('What is counted.', NEED_UNITS)),
        formColumn('by', 'By when', 14, 'A day. Leave it empty when none is given.', isoDate('Day.', OPTIONAL)),
        ...last,
      ],
      examples: [[example, "children's home", 'any child', 30, 'places', '2030-03-31', 'estimated: our own best figures', 'Example strategy 2026 to 2029, page 7']],
    },
    {
      name: 'Money',
      title: 'Money that the strategies name',
      about: 'One row a fund and a financial year. Write what the strategy prints; do not split a sum over years by yourself.',
      columns: [
        authority,
        formColumn('fund', 'Fund', 30, 'Name of the fund, grant or budget.', text('Fund.')),
        formColumn('year', 'Financial year ending', 12, 'The year in which it ends: 2027 for 2026-27.', wholeNumber('Year.', { unit: 'year', min: 1990, max: 2150 })),
        formColumn('capital_gbp', 'Capital, pounds', 14, 'In pounds, not thousands.', decimal('Capital.', { unit: 'pounds', min: 0, max: 1e10, optional: true })),
        formColumn('revenue_gbp', 'Revenue, pounds', 14, 'In pounds, not thousands.', decimal('Revenue.', { unit: 'pounds', min: 0, max: 1e10, optional: true })),
        formColumn('ends', 'Fund ends on', 14, 'A day. Leave it empty when none is given.', isoDate('Last day of the fund.', OPTIONAL)),
        ...last,
      ],
      examples: [[example, 'Example grant', 2027, 900_000, '', '2029-03-31', 'published: printed in an official return or report', 'Example strategy 2026 to 2029, page 20']],
    },
  ];
}
