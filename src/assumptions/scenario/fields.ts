import { z } from 'zod';
import { isIsoDate } from '../../domain/calendar.ts';
import { AGE_BANDS, MILESTONES, PROVIDER_DESCRIPTIONS, SECTORS, SERVICE_TYPES } from '../../domain/vocabulary.ts';

/*
 * Fields that levers and events share. The description of each says what is allowed; messages repeat it.
 */

/** A day, `2030-04-01`. */
export const date = z.iso
  .date()
  .refine((text) => isIsoDate(text) && text >= '1900' && text < '2151')
  .meta({ description: 'A date with the year first, as 2030-04-01.' });

export const serviceType = z.enum(SERVICE_TYPES).meta({ description: `One of: ${SERVICE_TYPES.join(', ')}.` });
export const sector = z.enum(SECTORS).meta({ description: `One of: ${SECTORS.join(', ')}.` });
export const ageBand = z.enum(AGE_BANDS).meta({ description: `One of, in quotation marks: ${AGE_BANDS.join(', ')}.` });
export const milestone = z.enum(MILESTONES).meta({ description: `One of: ${MILESTONES.join(', ')}.` });
export const providerDescription = z
  .enum(PROVIDER_DESCRIPTIONS)
  .meta({ description: `One of: ${PROVIDER_DESCRIPTIONS.join(', ')}.` });

export const area = z.string().min(1).max(80).meta({ description: 'Code of an authority in areas.csv.' });
export const region = z.string().min(1).max(80).meta({ description: 'Code of a region in areas.csv.' });
export const ownerId = z.string().min(1).max(80).meta({ description: 'An owner_id of services.csv.' });
export const projectId = z.string().min(1).max(80).meta({ description: 'A project_id of projects.csv.' });
export const serviceId = z.string().min(1).max(80).meta({ description: 'A service_id of services.csv.' });

/** A share or chance, 0 to 1. */
export const share = z.number().min(0).max(1).meta({ description: 'A number from 0 to 1.' });
/** A multiplier of something that goes on anyway. */
export const factor = z.number().min(0).max(20).meta({ description: 'A number from 0 to 20; 1 changes nothing.' });
export const months = z.int().min(1).max(600).meta({ description: 'A whole number of months from 1 to 600.' });
export const rampMonths = z
  .int()
  .min(0)
  .max(240)
  .meta({ description: 'A whole number of months from 0 to 240, over which it grows to its full strength.' });
/** When places that a rule starts open. */
export const opensInsideWhen = z
  .union([date, z.int().min(0).max(240)])
  .meta({ description: 'A date as 2030-04-01, or a whole number of months after the rule fires, from 0 to 240.' });
export const pounds = z.number().min(0).max(1e10).meta({ description: 'A number of pounds from 0 up.' });
export const places = z.int().min(1).max(10_000).meta({ description: 'A whole number of places from 1 to 10,000.' });
export const households = z
  .int()
  .min(1)
  .max(10_000)
  .meta({ description: 'A whole number of households from 1 to 10,000.' });
