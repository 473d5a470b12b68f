import type { AreaRow } from '../../domain/tables.ts';
import type { PlanSource } from '../sufficiency-plan/plan-contents.ts';
import type { PlanYear } from '../sufficiency-plan/plan-year.ts';
import { formatDate } from '../text.ts';
import { nameOf } from '../theme.ts';
import { flows, results } from './market-stability.ts';
import type { PackRow, PackSection } from './pack-contents.ts';

export function money(source: PlanSource, region: AreaRow, year: PlanYear): PackSection {
  const flow = flows(source, region, year);
  const prices = (source.inputs.prices ?? []).filter(
    (p) => p.service_type === 'residential' || p.service_type === 'foster',
  );
  return {
    heading: 'Prices and cost',
    text: [
      `Cost of the runs is in ${source.manifest.money.price_base} prices and rests on few and weak prices: it shows an order of size and is no budget. Prices of placements are as their sources give them, in the money of their day.`,
    ],
    tables: [
      results('cost of the children of the region', [
        ...flow('money.gross', 'Cost of care, with capital and purchases', 'cost_gross'),
        ...flow('money.net', 'The same, less grants that the data set names', 'cost_net'),
      ]),
      {
        kind: 'given',
        caption: 'prices that the runs begin from',
        givenHeading: 'Price',
        rows: prices.map((p): PackRow => ({
          id: `money.price.${p.service_type}.${p.sector}`,
          label: `${nameOf(p.service_type)}: ${nameOf(p.sector).toLowerCase()}`,
          whenText: `Prices of ${formatDate(p.price_date)}`,
          given: p.weekly_gbp,
          unit: 'pounds a week',
          status: p.status,
          source: p.source,
        })),
      },
    ],
  };
}
