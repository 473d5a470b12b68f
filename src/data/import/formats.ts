import type { ImportFormat } from './import-format.ts';
import { ciwRegister, ofstedProviders } from './register/formats.ts';
import { statsGovWales } from './stats-gov-wales/stats-gov-wales.ts';
import { authorityWorkbook } from './workbook/formats.ts';

/** Every format that `import` reads, in the order of its help. */
export const FORMATS: readonly ImportFormat[] = [statsGovWales, ciwRegister, ofstedProviders, authorityWorkbook];
