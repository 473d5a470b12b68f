import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { packageVersion } from '../../experiments/manifest.ts';
import type { MadeFile } from '../document/write-document.ts';
import type { Words } from '../language/words.ts';
import type { BriefOptions, BriefPaper } from './brief.ts';
import type { PaperSource } from './desk.ts';
import { shippedImpactFile } from './impact.ts';
import type { PaperRun } from './paper-source.ts';
import { weakestOf } from './paper-status.ts';

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Record of a paper. It holds no clock: the same inputs give the same bytes. */
export async function manifestText(
  options: BriefOptions,
  source: PaperSource,
  made: {
    readonly papers: readonly BriefPaper[];
    readonly files: readonly MadeFile[];
    readonly words: Words;
    readonly template: Uint8Array | undefined;
  },
): Promise<string> {
  const { papers, files, words, template } = made;
  const digestOfFile = async (path: string | undefined): Promise<string | null> =>
    path === undefined ? null : digest(await readFile(path));
  const about = ({ manifest: m }: PaperRun): object => ({
    run_id: m.run_id,
    scenario: m.scenario,
    scenario_digest: m.scenario_digest,
    data_digest: m.data_digest,
    seed: m.seed,
    draws: m.draws,
    engine: m.engine,
  });
  const manifest = {
    paper: 'briefing',
    version: packageVersion(),
    state: source.release ? 'release' : 'draft',
    status: weakestOf(source.runs),
    area: source.area.area_code,
    marking: source.marking,
    meeting_date: source.meetingDate ?? null,
    runs: source.runs.map(about),
    previous: source.previous === undefined ? null : about(source.previous),
    text: await digestOfFile(options.text),
    impact: { version: source.impact.version, digest: await digestOfFile(options.impact ?? shippedImpactFile()) },
    scores: await digestOfFile(options.scores),
    welsh_answers:
      words.answers === undefined
        ? null
        : {
            digest: words.answers.digest,
            in_force: words.inForce.size,
            lapsed: words.lapsed.map(({ answer }) => answer.id),
          },
    template: template === undefined ? null : digest(template),
    left: Object.fromEntries(papers.map(({ language, left }) => [language, left])),
    advice: Object.fromEntries(papers.map(({ language, advice }) => [language, advice])),
    files: Object.fromEntries(files.map(({ name, bytes }) => [name, digest(bytes)])),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
