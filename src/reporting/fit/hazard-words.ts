import type { HazardFit } from '../../calibration/hazards/fit-hazards.ts';

/** A hazard in per cent a year. */
export function percent(hazard: number): string {
  const value = hazard * 100;
  return `${value.toFixed(value < 0.1 ? 2 : 1)} %`;
}

/** What was found, in lines for a terminal. */
export function hazardLines(fit: HazardFit, status: string): string[] {
  const lines = [`Hazards a year from snapshots ${fit.firstDate} to ${fit.lastDate}, with 95 % intervals (${status}):`];
  for (const h of fit.hazards) {
    if (h.size !== undefined || h.year !== undefined) continue;
    const interval = `${percent(h.central)} (${percent(h.low)} to ${percent(h.high)})`;
    lines.push(
      `  ${h.id}: ${interval}, ${h.events} events in ${Math.round(h.years).toLocaleString('en-GB')} service-years`,
    );
  }
  for (const { subject, links, slip } of fit.parts) {
    const followed = links.filter((link) => link.followed).length;
    if (links.length > 0)
      lines.push(
        `  ${subject}: ${followed} re-registrations at the same place are no closures; ${links.length - followed} weaker ones are listed and count as closures.`,
      );
    if (slip.missed > 0)
      lines.push(
        `  ${subject}: lists left out ${slip.missed} of ${slip.looked} services that came back; the last list is read with that in mind.`,
      );
  }
  return lines;
}
