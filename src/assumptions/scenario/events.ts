import { z } from 'zod';
import * as field from './fields.ts';

/*
 * Events: what happens and nobody chose. One key an event. Every event may name an area or a region; without one it
 * happens everywhere.
 */

const where = { area: field.area.optional(), region: field.region.optional() };

/** Events by name, each with the schema of what stands under its key. */
export const EVENTS = {
  close: z
    .strictObject({
      date: field.date,
      service_type: field.serviceType.optional(),
      sector: field.sector.optional(),
      owner: field.ownerId.optional(),
      service: field.serviceId.optional(),
      share: field.share.optional(),
      notice_months: z.int().min(0).max(60).meta({ description: 'A whole number of months from 0 to 60.' }).optional(),
      ...where,
    })
    .meta({ description: 'Services close: a share of those of a sector, an owner, or one service.' }),
  owner_leaves: z
    .strictObject({
      date: field.date,
      owner: field.ownerId.meta({ description: 'largest, or an owner_id of services.csv.' }),
      ...where,
    })
    .meta({
      description:
        'An owner closes all of its services; largest is the for-profit owner with most places in homes at that date.',
    }),
  convert: z
    .strictObject({
      date: field.date,
      sector: field.sector.optional(),
      owner: field.ownerId.optional(),
      share: field.share.optional(),
      ...where,
    })
    .meta({ description: 'For-profit services become not-for-profit.' }),
  demand_shock: z
    .strictObject({
      from: field.date,
      months: field.months,
      factor: field.factor,
      age_band: field.ageBand.optional(),
      ...where,
    })
    .meta({ description: 'Entries into care are multiplied for some months.' }),
  price_shock: z
    .strictObject({ from: field.date, months: field.months, factor: field.factor, ...where })
    .meta({ description: 'Prices are multiplied for some months.' }),
  staff_shortage: z
    .strictObject({
      from: field.date,
      months: field.months,
      factor: field.share.meta({ description: 'A number from 0 to 1; 0.9 is one staffed place in ten fewer.' }),
      ...where,
    })
    .meta({ description: 'The staffed share of places in homes is multiplied for some months.' }),
  delay_projects: z
    .strictObject({
      from: field.date,
      months: field.months,
      share: field.share.optional(),
      project: field.projectId.optional(),
      ...where,
    })
    .meta({ description: 'A share of the projects not yet open, or one of them, opens some months later.' }),
  withdraw_from_area: z
    .strictObject({ date: field.date, sector: field.sector, share: field.share.optional(), ...where })
    .meta({ description: 'A share of places is no longer offered to the country’s own children.' }),
};

export type EventName = keyof typeof EVENTS;
export const EVENT_NAMES = Object.keys(EVENTS) as readonly EventName[];

/** What happens and nobody chose: an object with one key that names the event. A share left out is 1. */
export type ScenarioEvent = {
  [K in EventName]: { readonly [P in K]: Readonly<z.infer<(typeof EVENTS)[K]>> };
}[EventName];
