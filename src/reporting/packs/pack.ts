import { join } from 'node:path';
import { digestOf } from '../../domain/digest.ts';
import { packageVersion } from '../../experiments/manifest.ts';
import { documentFiles, writeMadeFiles } from '../document/write-document.ts';
import type { MadeFile } from '../document/write-document.ts';
import { rasterise } from '../render-png.ts';
import { renderSvg } from '../render-svg.ts';
import type { PlanSource } from '../sufficiency-plan/plan-contents.ts';
import { readPlanSource } from '../sufficiency-plan/plan.ts';
import { feedbackPack } from './feedback.ts';
import { fundingPack } from './funding.ts';
import { grantReturnPack } from './grant-return.ts';
import { marketStabilityPack } from './market-stability.ts';
import { meetingPack } from './meeting.ts';
import type { Pack, PackKind } from './pack-contents.ts';
import type { PackChart } from './pack-charts.ts';
import { packCsv } from './pack-csv.ts';
import { packDocument } from './pack-document.ts';
import type { DrawnChart } from './pack-document.ts';
import { packYear } from './pack-year.ts';
import { readSubmittedPlan, submittedNumber } from './submitted-plan.ts';
import type { SubmittedPlan } from './submitted-plan.ts';

export interface PackOptions {
  readonly kind: PackKind;
  /** Folder of a finished run, such as `outputs/as-legislated-1`. */
  readonly run: string;
  /** Code or name: of a region for `market-stability`, of an authority for the others. */
  readonly area: string;
  /** Financial year, `2027-28` unless told. */
  readonly year?: string;
  /** Folder to write; `packs` inside the folder of the run unless told. */
  readonly out?: string;
  /** Protective marking on every page, OFFICIAL unless told. */
  readonly marking?: string;
  /** For `meeting` and `feedback`: the plan as the authority has sent it, `CODE-YEAR.csv` with its own numbers in `central`. */
  readonly plan?: string;
  /** For `meeting` and `feedback`: the number of applications that the authority estimates, where that is all that is known. */
  readonly applications?: number;
  /** Writes over files that hold something else. */
  readonly force?: boolean;
}

/** A pack that was written: what it says, and its files. */
export interface WrittenPack {
  readonly pack: Pack;
  readonly files: readonly string[];
}

/**
 * Makes a pack from a finished run and writes it as DOCX, HTML and CSV, with a record. The same run gives the same bytes.
 *
 * @throws InputError when the folder is no finished run, the area, year or plan is wrong, or a file is there already and holds
 *   something else; nothing is written then
 * @example
 * const { pack: made, files } = await pack({ kind: 'funding', run: 'outputs/as-legislated-1', area: 'Cardiff' });
 */
export async function pack(options: PackOptions): Promise<WrittenPack> {
  const year = packYear(options.year);
  const source = await readPlanSource(options.run);
  const submitted = await submittedOf(options, source);
  const made = packContents(source, { ...options, year, ...(submitted && { submitted }) });
  const name = `${made.kind}-${made.area.area_code}-${year.name}`;
  const files: MadeFile[] = [
    ...(await documentFiles(packDocument(made, options.marking, await drawnCharts(made)), {
      name,
      formats: ['docx', 'html'],
    })),
    { name: `${name}.csv`, bytes: new TextEncoder().encode(packCsv(made)) },
  ];
  const record: MadeFile = {
    name: `${name}.json`,
    bytes: new TextEncoder().encode(recordText(made, files, submitted)),
  };
  const folder = options.out ?? join(options.run, 'packs');
  await writeMadeFiles(folder, [...files, record], options.force === true);
  return { pack: made, files: [...files, record].map((file) => join(folder, file.name)) };
}

/** The charts of a pack as pictures. */
async function drawnCharts({ sections }: Pack): Promise<Map<PackChart, DrawnChart>> {
  const drawn = new Map<PackChart, DrawnChart>();
  for (const chart of sections.flatMap((section) => section.charts ?? [])) {
    const svg = await renderSvg(chart.chart);
    drawn.set(chart, { svg, png: await rasterise(svg) });
  }
  return drawn;
}

/** What a pack says, without writing it. */
export function packContents(
  source: PlanSource,
  {
    kind,
    area,
    year,
    submitted,
  }: Pick<PackOptions, 'kind' | 'area'> & { readonly year: Pack['year']; readonly submitted?: SubmittedPlan },
): Pack {
  if (kind === 'market-stability') return marketStabilityPack(source, area, year);
  if (kind === 'funding') return fundingPack(source, area, year);
  if (kind === 'grant-return') return grantReturnPack(source, area, year);
  return kind === 'meeting' ? meetingPack(source, area, year, submitted) : feedbackPack(source, area, year, submitted);
}

async function submittedOf(
  { plan, applications }: PackOptions,
  source: PlanSource,
): Promise<SubmittedPlan | undefined> {
  if (plan !== undefined) return readSubmittedPlan(plan, source.inputs.areas);
  return applications === undefined ? undefined : submittedNumber(applications);
}

/** Record of a pack. It holds no clock: the same inputs give the same bytes. */
function recordText(made: Pack, files: readonly MadeFile[], submitted: SubmittedPlan | undefined): string {
  const { run } = made;
  const record = {
    pack: made.kind,
    version: packageVersion(),
    state: 'draft',
    status: made.status,
    area: made.area.area_code,
    financial_year: made.year.name,
    run: {
      run_id: run.run_id,
      scenario: run.scenario,
      scenario_digest: run.scenario_digest,
      data_digest: run.data_digest,
      seed: run.seed,
      draws: run.draws,
      version: run.version,
    },
    plan: submitted?.digest ?? null,
    missing: made.missing,
    files: Object.fromEntries(files.map(({ name, bytes }) => [name, digestOf(bytes)])),
  };
  return `${JSON.stringify(record, null, 2)}\n`;
}
