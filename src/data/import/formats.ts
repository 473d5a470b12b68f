import type { ImportFormat } from './import-format.ts';
import { statsGovWales } from './stats-gov-wales/stats-gov-wales.ts';

/** Every format that `import` reads, in the order of its help. */
export const FORMATS: readonly ImportFormat[] = [statsGovWales];
