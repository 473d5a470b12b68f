import type { LeversPlan, ProjectPlan } from '../plan.ts';

/*
 * What a lever comes to once its dates and places are numbers. A lever of the scenario takes effect in the plan, from
 * its date; a lever inside a rule takes effect in a draw, from the month in which the rule fires. Both go through
 * `takeEffect`, so that they cannot mean different things.
 */

/** Months are counted from the first simulated month. A ramp is the months over which an effect grows to its full strength. */
export type LeverEffect =
  | { readonly kind: 'projects'; readonly projects: readonly ProjectPlan[] }
  | {
      readonly kind: 'carers';
      readonly months: number;
      /** Households a month in each area. */
      readonly added: readonly { readonly area: number; readonly sector: number; readonly perMonth: number }[];
    }
  | { readonly kind: 'conversion'; readonly factor: number; readonly succeeds: number | undefined }
  | { readonly kind: 'entries'; readonly factor: number; readonly ramp: number }
  | { readonly kind: 'stays'; readonly factor: number; readonly ramp: number }
  | { readonly kind: 'guardianship'; readonly factor: number }
  | { readonly kind: 'kinship'; readonly factor: number; readonly ramp: number }
  | { readonly kind: 'transfer'; readonly perYear: number }
  | { readonly kind: 'staffing'; readonly share: number }
  | { readonly kind: 'approval'; readonly type: number };

/** A lever with its effect: `from` is undefined where it starts with the rule that holds it. */
export interface TimedEffect {
  readonly effect: LeverEffect;
  readonly from: number | undefined;
}

/** Levers that a draw or a plan may still change. */
export type LeversInForce = {
  -readonly [K in keyof LeversPlan]: LeversPlan[K] extends readonly (infer E)[] ? E[] : LeversPlan[K];
};

/**
 * Brings an effect into levers by month, from a month on. Projects and dates of approval are no levers by month: they
 * are left to whoever calls.
 */
export function takeEffect(levers: LeversInForce, effect: LeverEffect, from: number): void {
  const months = levers.staySpeed.length;
  const first = Math.max(0, from);
  switch (effect.kind) {
    case 'conversion':
      for (let m = first; m < months; m++) {
        levers.convertFactor[m]! *= effect.factor;
        if (effect.succeeds !== undefined) levers.transferSucceeds[m] = effect.succeeds;
      }
      return;
    case 'entries': {
      const width = levers.entriesFactor.length / months;
      for (let m = first; m < months; m++) {
        const factor = ramped(effect.factor, m - from, effect.ramp);
        for (let i = 0; i < width; i++) levers.entriesFactor[m * width + i]! *= factor;
      }
      return;
    }
    case 'stays':
      for (let m = first; m < months; m++) levers.staySpeed[m]! /= ramped(effect.factor, m - from, effect.ramp);
      return;
    case 'guardianship':
      for (let m = first; m < months; m++) levers.guardianFactor[m]! *= effect.factor;
      return;
    case 'kinship':
      for (let m = first; m < months; m++) levers.kinshipFactor[m]! *= ramped(effect.factor, m - from, effect.ramp);
      return;
    case 'transfer':
      for (let m = first; m < months; m++) levers.transferredPerYear[m]! += effect.perYear;
      return;
    case 'staffing':
      levers.staffedShare.fill(effect.share, first);
      return;
    case 'carers':
      for (const added of effect.added) levers.carers.push({ ...added, from, months: effect.months });
      return;
    case 'projects':
    case 'approval':
  }
}

/** Factor that grows in a straight line from 1 to its full value over the months of the ramp. */
function ramped(factor: number, since: number, rampMonths: number): number {
  return since >= rampMonths ? factor : 1 + ((factor - 1) * (since + 1)) / (rampMonths + 1);
}
