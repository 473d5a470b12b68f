import { REGISTERED_FOR, SECTORS, SERVICE_TYPES, PROJECT_STAGES } from '../../../domain/vocabulary.ts';
import type { Column } from '../../tables/column.ts';
import { decimal, identifier, isoDate, oneOf, text, wholeNumber, yesNo } from '../../tables/column.ts';
import type { FormColumn, FormSheet } from './form.ts';
import { AGE_WORDS, HOME_WORDS, PLACEMENT_WORDS, REGISTERED_FOR_WORDS, SECTOR_WORDS, SERVICE_WORDS, STAGE_WORDS } from './words.ts';

const OPTIONAL = { optional: true } as const;

export function formColumn(field: string, header: string, width: number, note: string, column: Column, labels?: Readonly<Record<string, string>>): FormColumn {
  return { field, header, width, note, column, ...(labels === undefined ? {} : { labels }) };
}

const sourceOf = formColumn('source', 'Source', 40, 'Where the figure is from: the return, report or system, and its day.', text('Where the figure is from.'));
const regional = formColumn('regional', 'Shared with the region', 12, 'yes if its places are shared by the authorities of the region; else leave it empty.', yesNo('Whether its places are shared.', { fallback: 'no' }));

/** Homes in the area. */
export const HOMES: FormSheet = {
  name: 'Homes',
  title: 'Homes in the area of the authority',
  about: 'One row a home. List every home that lies in your area, whoever runs it and whichever children live there; or those of the council only, and say so on the sheet Authority.',
  columns: [
    formColumn('name', 'Name of the home', 32, 'Any name by which you know it. No names of people.', text('Name of the home.')),
    formColumn('service_type', 'Kind of service', 22, 'Choose from the list.', oneOf('Kind of service.', SERVICE_TYPES), HOME_WORDS),
    formColumn('sector', 'Who runs it', 18, 'Choose from the list. A company that is not a charity or the like is for-profit.', oneOf('Who runs it.', SECTORS), SECTOR_WORDS),
    formColumn('provider', 'Provider', 28, 'Name of the registered provider. Write it the same way in every row.', text('Registered provider.', OPTIONAL)),
    formColumn('owner', 'Owner, if known', 28, 'The company or group that owns the provider in the end. Leave it empty when you do not know.', text('Ultimate owner.', OPTIONAL)),
    formColumn('places', 'Registered places', 12, 'A whole number: the places that it is registered for, not the children in it.', wholeNumber('Registered places.', { unit: 'places', max: 500 })),
    formColumn('registered_for', 'Registered for', 20, 'Choose from the list; leave it empty for any child.', oneOf('What it is registered for.', REGISTERED_FOR, { fallback: 'general' }), REGISTERED_FOR_WORDS),
    formColumn('age_min', 'Youngest age', 10, 'In whole years; leave it empty when you do not know.', wholeNumber('Youngest age.', { unit: 'years', max: 25, optional: true })),
    formColumn('age_max', 'Oldest age', 10, 'In whole years; leave it empty when you do not know.', wholeNumber('Oldest age.', { unit: 'years', max: 25, optional: true })),
    formColumn('opened', 'Registered since', 14, 'A day. Leave it empty when you do not know.', isoDate('Day of registration.', OPTIONAL)),
    regional,
    formColumn('service_id', 'Number in the register, if known', 24, 'As SIN-00001234-ABCD. Leave it empty when you do not know.', identifier('Number of the service in the register.', OPTIONAL)),
    sourceOf,
  ],
  examples: [
    ['Example Road', "children's home", 'council', 'Example Council', 'Example Council', 4, 'any child', 10, 17, '2023-06-01', '', '', 'Register of our homes, 31 March 2026'],
    ['Example House', "children's home", 'for-profit', 'Example Care Limited', '', 3, '', '', '', '', '', '', 'Register of the inspectorate, 31 March 2026'],
  ],
};

/** Foster carers who live in the area. */
export const CARERS: FormSheet = {
  name: 'Carers',
  title: 'Foster carers who live in the area of the authority',
  about: 'One row a fostering service: your own, and each agency with carers in your area. Count households approved as mainstream carers. Leave out carers of their own family or friends (kin).',
  columns: [
    formColumn('name', 'Fostering service', 34, 'The council, or the agency.', text('Name of the service.')),
    formColumn('sector', 'Who runs it', 18, 'Choose from the list.', oneOf('Who runs it.', SECTORS), SECTOR_WORDS),
    formColumn('owner', 'Owner, if known', 28, 'The company or group that owns the agency in the end. Leave it empty when you do not know.', text('Ultimate owner.', OPTIONAL)),
    formColumn('households', 'Approved households in our area', 16, 'A whole number of households.', wholeNumber('Approved households.', { unit: 'households', max: 50_000 })),
    sourceOf,
  ],
  examples: [['Example Council fostering', 'council', 'Example Council', 85, 'Our approvals list, 31 March 2026']],
};

const count = wholeNumber('Children.', { unit: 'children', max: 1_000_000, optional: true });

/** Children whom the authority looks after, by where they live and their age. */
export const CHILDREN: FormSheet = {
  name: 'Children',
  title: 'Children looked after by the authority, by where they live and their age',
  about: 'One day, the day on the sheet Authority. Count every child whom you look after, wherever the child lives. Write 0 where there is no child. An empty cell is not known, and the figure of the package stays in it.',
  columns: [
    formColumn('placement', 'Where the children live', 42, 'Do not change the names of this column.', text('Where the children live.')),
    ...Object.entries(AGE_WORDS).map(([word, band]) => formColumn(band, word, 11, `Children aged ${word.toLowerCase()} on that day.`, count)),
    formColumn('total', 'Total, to check', 14, 'The sum of the row, if you have it: it is checked and not used otherwise.', count),
  ],
  examples: [],
};

/** Names of the rows of the sheet Children. */
export const CHILDREN_ROWS: readonly string[] = Object.keys(PLACEMENT_WORDS);

/** Places that are planned in the area. */
export const PROJECTS: FormSheet = {
  name: 'Projects',
  title: 'Homes and other services that are planned in the area',
  about: 'One row a project that is decided. Leave the sheet empty when none is.',
  columns: [
    formColumn('name', 'Name of the project', 32, 'Any name by which you know it.', text('Name of the project.')),
    formColumn('service_type', 'Kind of service', 22, 'Choose from the list.', oneOf('Kind of service.', SERVICE_TYPES), SERVICE_WORDS),
    formColumn('sector', 'Who will run it', 18, 'Choose from the list.', oneOf('Who will run it.', SECTORS), SECTOR_WORDS),
    formColumn('places', 'Places when full', 12, 'A whole number.', wholeNumber('Places.', { unit: 'places', min: 1, max: 500 })),
    formColumn('stage', 'Stage', 24, 'How far it has come. Choose from the list.', oneOf('Stage.', PROJECT_STAGES), STAGE_WORDS),
    formColumn('planned_open', 'Planned opening', 14, 'A day.', isoDate('Day on which it is to open.')),
    formColumn('capital_gbp', 'Capital cost, pounds', 14, 'In pounds, not thousands. Leave it empty when you do not know.', decimal('Capital cost.', { unit: 'pounds', min: 0, max: 1e9, optional: true })),
    formColumn('fund', 'Paid by', 24, 'The fund or grant. Leave it empty when you do not know.', text('Fund.', OPTIONAL)),
    regional,
    sourceOf,
  ],
  examples: [['Example Lane', "children's home", 'council', 3, 'building works', '2027-09-01', 900_000, 'Housing with Care Fund', '', 'Cabinet report, 12 January 2026']],
};

/** What placements cost. */
export const PRICES: FormSheet = {
  name: 'Prices',
  title: 'What a week in a placement costs',
  about: 'Prices that you pay, for a week and a child. Prices count for every area of the set, since a set has one price for a kind of placement and who runs it. Leave the sheet empty to keep those of the package.',
  columns: [
    formColumn('service_type', 'Kind of service', 22, 'Choose from the list.', oneOf('Kind of service.', SERVICE_TYPES), SERVICE_WORDS),
    formColumn('sector', 'Who runs it', 18, 'Choose from the list.', oneOf('Who runs it.', SECTORS), SECTOR_WORDS),
    formColumn('weekly_gbp', 'Pounds a week', 14, 'The average that you paid.', decimal('Price of a week.', { unit: 'pounds a week', min: 0, max: 100_000 })),
    formColumn('price_date', 'Prices of', 14, 'A day of the year whose prices these are.', isoDate('Day of the prices.')),
    sourceOf,
  ],
  examples: [["children's home", 'for-profit', 5400, '2026-03-31', 'Our ledger, 2025-26']],
};

/** What else a reader must know. */
export const NOTES: FormSheet = {
  name: 'Notes',
  title: 'What else a reader must know',
  about: 'Anything that explains the figures. No names of children, carers or staff. Notes are kept beside the figures and change none.',
  columns: [
    formColumn('topic', 'About', 30, 'What the note is about.', text('Topic.')),
    formColumn('note', 'Note', 100, 'Whole sentences, on one line.', text('Note.')),
  ],
  examples: [['Carers', 'Twelve households have told us that they will stop in 2026.']],
};

/** Sheets of rows of the workbook of one authority, in their order. */
export const AUTHORITY_SHEETS: readonly FormSheet[] = [HOMES, CARERS, CHILDREN, PROJECTS, PRICES, NOTES];

/** Name of the sheet on which the authority and the choices stand, and the fields in its rows. */
export const AUTHORITY_SHEET = 'Authority';
