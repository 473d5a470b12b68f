import { SECTORS } from '../../domain/vocabulary.ts';
import { CLOSED, FOSTER } from '../../simulation/constants.ts';
import { series } from '../series.ts';
import { EVERYWHERE, SHOWN_SECTORS } from './family.ts';
import type { Family } from './family.ts';

/** Approved foster households by sector. */
export function householdsFamily(): Family {
  return {
    series: [...SHOWN_SECTORS, -1].map((sector) =>
      series(
        'households_approved',
        'households',
        'located',
        'stock',
        'places',
        sector === -1 ? EVERYWHERE : { country: 'quarter' },
        {
          serviceType: 'foster',
          sector: sector === -1 ? 'all' : SECTORS[sector]!,
        },
      ),
    ),
    every: 'month',
    read: (state, out, at) => {
      const { services, luck } = state;
      for (let s = 0; s < services.count; s++) {
        if (services.type[s] !== FOSTER || services.status[s] === CLOSED) continue;
        const sector = services.sector[s]!;
        if (sector < 3) out[(at + sector) * luck.areas + services.area[s]!]! += services.households[s]!;
        out[(at + 3) * luck.areas + services.area[s]!]! += services.households[s]!;
      }
    },
  };
}
