import type { TableRow } from '../csv.ts';
import type { PrintedValues } from './plan-figure.ts';

/** Columns of a tidy file that say which figure of the run is meant, and its numbers. */
export const PRINTED_COLUMNS: readonly string[] = [
  ...['date', 'period', 'area_code', 'area_role', 'service_type', 'sector', 'age_band', 'need_class', 'reason'],
  ...['provider_country', 'measure', 'unit'],
  ...['central', 'low_80', 'high_80', 'low_90', 'high_90', 'average', 'mc_error'],
];

/** The numbers of a printed figure by their columns; empty where the run does not record it. */
export function printedCells(values: PrintedValues | undefined): TableRow {
  return {
    unit: values?.unit,
    central: values?.central,
    low_80: values?.low80,
    high_80: values?.high80,
    low_90: values?.low90,
    high_90: values?.high90,
    average: values?.average,
    mc_error: values?.samplingError,
  };
}
