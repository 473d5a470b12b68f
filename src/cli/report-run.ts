import { join } from 'node:path';
import type { WrittenRun } from '../experiments/run.ts';
import type { StopVerdict } from '../experiments/stop-rule.ts';
import type { CommandOutput } from './output.ts';

/** Says what a run has written, how firm it is, and what to be warned of. */
export function reportRun({ manifest, folder, reusedDraws }: WrittenRun, output: CommandOutput): void {
  output.out(
    `${manifest.scenario_title}: ${manifest.draws} draws, seed ${manifest.seed}, run ${manifest.run_id}, ${manifest.seconds.toFixed(1)} s`,
  );
  if (reusedDraws > 0)
    output.out(`  ${reusedDraws.toLocaleString('en-GB')} of the draws were there and whole, and were not made again`);
  if (manifest.until !== undefined) output.out(`  ${verdictText(manifest.until)}`);
  for (const file of ['outcomes.csv', 'outcomes.parquet', 'inputs.json', 'manifest.json'])
    output.out(`  ${join(folder, file)}`);
  if (manifest.files['blocks/index.json'] !== undefined)
    output.out(`  ${join(folder, 'blocks')}: the draws, for later commands (--no-draws leaves them out)`);
  output.out(`  ${manifest.figures.toLocaleString('en-GB')} figures, each with its Monte Carlo error and its status`);
  if (manifest.status.places === 'illustrative') {
    output.out('  Status: figures on places are illustrative, because the register of services is.');
  }
  for (const warning of manifest.warnings) output.out(`  Warning: ${warning}`);
  if (manifest.repairs.length > 0) {
    output.out(`  ${manifest.repairs.length} repairs and defaults are listed in manifest.json.`);
  }
}

function verdictText({ rule, met, draws, area_code, half_width, value }: StopVerdict): string {
  const at = `${draws.toLocaleString('en-GB')} draws`;
  const known = `${Number(value.toPrecision(4))}, give or take ${Number(half_width.toPrecision(2))} (95 % Monte Carlo interval)`;
  return `${met ? `Stopped at ${at}` : `Not stopped by ${at}`}: ${rule}; ${area_code}: ${known}`;
}
