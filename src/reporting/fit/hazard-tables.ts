import { SECTORS } from '../../domain/vocabulary.ts';
import { HAZARD_CAUSES, OWNER_BANDS, PLACES_BANDS } from '../../calibration/hazards/bands.ts';
import { DAYS_A_YEAR, dayNumber } from '../../calibration/hazards/day-number.ts';
import type { HazardFit, RegisterLives } from '../../calibration/hazards/fit-hazards.ts';
import { kaplanMeier, logRank } from '../../calibration/hazards/kaplan-meier.ts';
import type { LogRank, SurvivalStep, Watched } from '../../calibration/hazards/kaplan-meier.ts';
import { LINK_RULES } from '../../calibration/hazards/link-registrations.ts';
import type { Spell } from '../../calibration/hazards/spells.ts';
import { writeCsv } from '../csv.ts';
import type { TableRow } from '../csv.ts';

/** Years of a spell that count as at risk: half of one in which an undated event fell. */
function yearsOf(spell: Spell): number {
  const years = (dayNumber(spell.to) - dayNumber(spell.from)) / DAYS_A_YEAR;
  return spell.event === 'within' ? years / 2 : years;
}

/**
 * `exposure.csv`: events over years at risk, by cause, sector, band of places and of the owner, and interval; `all` is the sum
 * over a dimension, never a mean of rates.
 */
export function exposureCsv(fit: HazardFit, status: string): string {
  const rows: TableRow[] = [];
  for (const { subject, spells } of fit.parts) {
    for (const cause of HAZARD_CAUSES) {
      const own = spells.filter((spell) => spell.cause === cause);
      const add = (
        of: readonly Spell[],
        sector: string,
        size: string,
        owner: string,
        from: string,
        to: string,
      ): void => {
        if (of.length === 0) return;
        const events = of.filter((spell) => spell.event !== 'none').length;
        const years = of.reduce((sum, spell) => sum + yearsOf(spell), 0);
        const rate = years > 0 ? Number((events / years).toPrecision(6)) : undefined;
        rows.push({
          subject,
          cause,
          sector,
          size,
          owner_services: owner,
          from,
          to,
          services: of.length,
          events,
          years: Number(years.toFixed(4)),
          rate,
          status,
        });
      };
      const intervals = [...new Set(own.map((spell) => `${spell.from}|${spell.to}`))]
        .sort()
        .map((key) => key.split('|'));
      const first = own.reduce((least, spell) => (spell.from < least ? spell.from : least), fit.lastDate);
      for (const sector of SECTORS) {
        const ofSector = own.filter((spell) => spell.sector === sector);
        add(ofSector, sector, 'all', 'all', first, fit.lastDate);
        for (const size of PLACES_BANDS) {
          const ofSize = ofSector.filter((spell) => spell.size === size);
          if (subject === 'homes') add(ofSize, sector, size, 'all', first, fit.lastDate);
        }
        for (const owner of OWNER_BANDS)
          add(
            ofSector.filter((spell) => spell.owner === owner),
            sector,
            'all',
            owner,
            first,
            fit.lastDate,
          );
        for (const [from, to] of intervals)
          add(
            ofSector.filter((spell) => spell.from === from && spell.to === to),
            sector,
            'all',
            'all',
            from!,
            to!,
          );
      }
    }
  }
  return writeCsv({
    columns: [
      'subject',
      'cause',
      'sector',
      'size',
      'owner_services',
      'from',
      'to',
      'services',
      'events',
      'years',
      'rate',
      'status',
    ],
    rows,
  });
}

/** Clocks on which survival is counted. */
export const SURVIVAL_CLOCKS = ['first seen', 'opening'] as const;
export type SurvivalClock = (typeof SURVIVAL_CLOCKS)[number];

/** How long services stay on the register, by sector. */
export interface SectorSurvival {
  readonly subject: string;
  readonly clock: SurvivalClock;
  readonly sectors: readonly {
    readonly sector: string;
    readonly services: number;
    readonly steps: readonly SurvivalStep[];
  }[];
  readonly test: LogRank;
}

/**
 * Survival on the register by sector, with the log-rank test. On the clock of the first sight all services start at zero; on
 * the clock of opening, for those whose day is known, a service enters at the age at which it was first seen. A closure
 * counts at the end of its interval, the first day on which it is known.
 */
export function survivalOf(part: RegisterLives): SectorSurvival[] {
  return SURVIVAL_CLOCKS.flatMap((clock) => {
    const bySector = new Map<string, Watched[]>();
    for (const life of part.lives) {
      const first = life.sightings[0]!;
      const opened = first.row.opened;
      if (clock === 'opening' && opened === undefined) continue;
      const zero = dayNumber(clock === 'opening' ? opened! : first.date);
      const end = part.ends.get(life.id);
      if (end === undefined || dayNumber(end.date) - dayNumber(first.date) < 16) continue;
      // Whole months, so that leap years make no ties apart.
      const at = (date: string): number => Math.round(((dayNumber(date) - zero) / DAYS_A_YEAR) * 12) / 12;
      const watched = { entry: at(first.date), exit: at(end.date), event: end.closed };
      bySector.set(first.row.sector, [...(bySector.get(first.row.sector) ?? []), watched]);
    }
    if (bySector.size === 0) return [];
    const sectors = SECTORS.filter((sector) => bySector.has(sector)).map((sector) => ({
      sector,
      services: bySector.get(sector)!.length,
      steps: kaplanMeier(bySector.get(sector)!),
    }));
    return [
      { subject: part.subject, clock, sectors, test: logRank(sectors.map(({ sector }) => bySector.get(sector)!)) },
    ];
  });
}

/** `survival.csv`: the curves of Kaplan and Meier, with the log-rank test of the sectors on each row. */
export function survivalCsv(fit: HazardFit, status: string): string {
  const round = (value: number): number | undefined =>
    Number.isFinite(value) ? Number(value.toPrecision(6)) : undefined;
  const rows: TableRow[] = fit.parts.flatMap((part) =>
    survivalOf(part).flatMap(({ subject, clock, sectors, test }) =>
      sectors.flatMap(({ sector, services, steps }) =>
        steps.map((step) => ({
          subject,
          clock,
          sector,
          services,
          years: round(step.time),
          at_risk: step.atRisk,
          events: step.events,
          survival: round(step.survival),
          low: round(step.low),
          high: round(step.high),
          log_rank: round(test.chiSquare),
          degrees: test.degrees,
          p: round(test.p),
          status,
        })),
      ),
    ),
  );
  return writeCsv({
    columns: [
      'subject',
      'clock',
      'sector',
      'services',
      'years',
      'at_risk',
      'events',
      'survival',
      'low',
      'high',
      'log_rank',
      'degrees',
      'p',
      'status',
    ],
    rows,
  });
}

/** `re-registrations.csv`: registrations that follow another at the same place, with the rule that fired. */
export function linksCsv(fit: HazardFit): string {
  return writeCsv({
    columns: ['subject', 'from', 'to', 'rule', 'confidence', 'followed', 'meaning'],
    rows: fit.parts.flatMap(({ subject, links }) =>
      links.map((link) => ({ subject, ...link, meaning: LINK_RULES[link.rule].meaning })),
    ),
  });
}
