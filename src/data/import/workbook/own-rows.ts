import type { ChildrenRow, PriceRow, ProjectRow, ServiceRow } from '../../../domain/tables.ts';
import { AGE_BANDS } from '../../../domain/vocabulary.ts';
import type { AgeBand, PlacementType, RegisteredFor, Sector, ServiceType } from '../../../domain/vocabulary.ts';
import { ownerIdOf } from '../register/settle-service.ts';
import { CARERS, CHILDREN, HOMES, PRICES, PROJECTS } from './authority-form.ts';
import type { AuthorityWorkbook } from './read-authority-workbook.ts';
import type { FormRow } from './read-form.ts';
import { PLACEMENT_WORDS } from './words.ts';

type Values = FormRow['values'];
const text = (values: Values, field: string): string | undefined => values[field] as string | undefined;

function sourceOf(book: AuthorityWorkbook, sheet: string, { row, values }: FormRow): string {
  return `${String(values['source'] ?? 'no source given')} (${book.area.name_en}, own return: ${book.file.replace(/^.*[\\/]/, '')}, sheet ${sheet}, row ${row})`;
}

/** Ids of provider and owner. The council is `LA-CODE`, as everywhere; an owner that is not given is not known. */
function owners(book: AuthorityWorkbook, values: Values, provider: string | undefined): Pick<ServiceRow, 'provider_id' | 'owner_id'> {
  if (values['sector'] === 'local-authority')
    return { provider_id: `LA-${book.area.area_code}`, owner_id: `LA-${book.area.area_code}` };
  const owner = text(values, 'owner');
  return {
    ...(provider === undefined ? {} : { provider_id: ownerIdOf(provider).replace('OWNER-', 'PROVIDER-') }),
    ...(owner === undefined ? {} : { owner_id: ownerIdOf(owner) }),
  };
}

/** Homes and fostering services of a workbook as rows of services.csv. */
export function ownServices(book: AuthorityWorkbook): ServiceRow[] {
  const code = book.area.area_code;
  const common = { area_code: code, status: book.status, evidence: `own return of ${book.area.name_en}, ${book.date}` };
  const homes = book.rows[HOMES.name]!.map((one): ServiceRow => {
    const { values } = one;
    return {
      ...common,
      service_id: text(values, 'service_id') ?? `OWN-${code}-HOME-${one.row}`,
      name: text(values, 'name')!,
      service_type: values['service_type'] as ServiceType,
      sector: values['sector'] as Sector,
      ...owners(book, values, text(values, 'provider')),
      places: values['places'] as number,
      source: sourceOf(book, HOMES.name, one),
      registered_for: (values['registered_for'] ?? 'general') as RegisteredFor,
      regional: values['regional'] === true,
      ...(values['age_min'] === undefined ? {} : { age_min: values['age_min'] as number }),
      ...(values['age_max'] === undefined ? {} : { age_max: values['age_max'] as number }),
      ...(values['opened'] === undefined ? {} : { opened: values['opened'] as string }),
    };
  });
  const carers = book.rows[CARERS.name]!.map(
    (one): ServiceRow => ({
      ...common,
      service_id: `OWN-${code}-FOSTER-${one.row}`,
      name: text(one.values, 'name')!,
      service_type: 'foster',
      sector: one.values['sector'] as Sector,
      ...owners(book, one.values, text(one.values, 'name')),
      households: one.values['households'] as number,
      source: sourceOf(book, CARERS.name, one),
      registered_for: 'general',
      regional: false,
    }),
  );
  return [...homes, ...carers];
}

/** Counts of children of a workbook at the day on which runs start; a cell that is not filled has no row. */
export function ownChildren(book: AuthorityWorkbook, baseline: string): ChildrenRow[] {
  return book.rows[CHILDREN.name]!.flatMap(({ row, values }) =>
    AGE_BANDS.flatMap((band: AgeBand): ChildrenRow[] => {
      const children = values[band] as number | undefined;
      if (children === undefined) return [];
      const moved = book.date === baseline ? '' : `; counted on ${book.date}, used as the count of ${baseline}`;
      return [
        {
          date: baseline,
          area_code: book.area.area_code,
          placement_type: PLACEMENT_WORDS[values['placement'] as keyof typeof PLACEMENT_WORDS] as PlacementType,
          age_band: band,
          children,
          children_low: children,
          children_high: children,
          status: moved === '' ? book.status : 'estimated',
          source: `own return of ${book.area.name_en}: ${book.file.replace(/^.*[\\/]/, '')}, sheet ${CHILDREN.name}, row ${row}${moved}`,
        },
      ];
    }),
  );
}

/** Projects of a workbook as rows of projects.csv. */
export function ownProjects(book: AuthorityWorkbook): ProjectRow[] {
  return book.rows[PROJECTS.name]!.map(
    (one): ProjectRow => ({
      project_id: `OWN-${book.area.area_code}-PROJECT-${one.row}`,
      area_code: book.area.area_code,
      service_type: one.values['service_type'] as ServiceType,
      sector: one.values['sector'] as Sector,
      places: one.values['places'] as number,
      stage: one.values['stage'] as ProjectRow['stage'],
      planned_open: one.values['planned_open'] as string,
      ...(one.values['capital_gbp'] === undefined ? {} : { capital_gbp: one.values['capital_gbp'] as number }),
      ...(one.values['fund'] === undefined ? {} : { fund: one.values['fund'] as string }),
      regional: one.values['regional'] === true,
      status: book.status,
      source: `${text(one.values, 'name')!}: ${sourceOf(book, PROJECTS.name, one)}`,
    }),
  );
}

/** Prices of a workbook as rows of prices.csv. */
export function ownPrices(book: AuthorityWorkbook): PriceRow[] {
  return book.rows[PRICES.name]!.map(
    (one): PriceRow => ({
      service_type: one.values['service_type'] as ServiceType,
      sector: one.values['sector'] as Sector,
      weekly_gbp: one.values['weekly_gbp'] as number,
      price_date: one.values['price_date'] as string,
      status: book.status,
      source: sourceOf(book, PRICES.name, one),
    }),
  );
}
