import { dfeUnderlying } from './dfe/dfe-underlying.ts';
import type { ImportFormat } from './import-format.ts';
import { ciwRegister, ofstedProviders } from './register/formats.ts';
import { statsGovWales } from './stats-gov-wales/stats-gov-wales.ts';
import { statsWalesOData } from './statswales-odata/statswales-odata.ts';
import { statsWalesView } from './statswales-view/statswales-view.ts';
import { authorityWorkbook } from './workbook/formats.ts';
import { strategies } from './workbook/read-strategies.ts';

/** Every format that `import` reads, in the order of its help. */
export const FORMATS: readonly ImportFormat[] = [
  statsGovWales,
  statsWalesView,
  statsWalesOData,
  dfeUnderlying,
  ciwRegister,
  ofstedProviders,
  authorityWorkbook,
  strategies,
];
