import { foreignPart } from './block-entry.ts';
import type { BlockKey } from './block-entry.ts';
import { folderProblem, heldManifest, namesIn, onlyRemains, refuseFileOnTheWay, refuseFolder } from './run-folder.ts';
import { keyOfRunPlan, RUN_PLAN_FILE } from './run-plan.ts';
import { standingEntries } from './standing-blocks.ts';

/** What a run wants of its folder. */
export interface FolderClaim {
  readonly runId: string;
  readonly key: BlockKey;
  /** Most draws of the run. */
  readonly draws: number;
  /** Whether it may stop before it has them all. */
  readonly stops: boolean;
  readonly resume: boolean;
  readonly force: boolean;
}

/**
 * Refuses a folder that a run may not write. With `resume` that is one that holds anything of another plan, seed or program,
 * or more draws than the run should have.
 *
 * @throws InputError
 */
export async function refuseRunFolder(folder: string, claim: FolderClaim): Promise<void> {
  if (!claim.resume) return refuseFolder(folder, claim.runId, claim.force);
  await refuseFileOnTheWay(folder);
  await refuseToResume(folder, claim);
}

async function refuseToResume(folder: string, { key, draws, stops }: FolderClaim): Promise<void> {
  const there = await namesIn(folder);
  if (there.length === 0) return;
  const manifest = await heldManifest(folder);
  const foreign = (found: string): never => {
    const problem = 'The folder holds draws of another run, and --resume does not mix them.';
    const mend = 'Give --out another folder, or leave --resume out and add --force to write over it.';
    throw folderProblem(
      folder,
      found,
      problem,
      mend,
      'Draws of the same data, scenario, seed and version of the program.',
    );
  };
  const of = (name: string, found: Partial<BlockKey>): void => {
    const part = foreignPart(key, { cells: key.cells, ...found });
    if (part !== undefined) foreign(`${name}: ${part}`);
  };
  const planned = await keyOfRunPlan(folder);
  if (manifest !== undefined) of('manifest.json', manifest);
  else if (planned !== undefined) of(RUN_PLAN_FILE, planned);
  else if (!(await onlyRemains(folder, there))) foreign('a folder without the manifest or the plan of a run');
  for (const entry of await standingEntries(folder)) {
    of(`blocks/${entry.file}`, entry);
    const end = entry.first_draw + entry.draws;
    if (end > draws && !stops) {
      const found = `blocks/${entry.file}: draws up to ${end.toLocaleString('en-GB')}`;
      const mend = 'Give --draws a larger number, give --out another folder, or add --force in place of --resume.';
      const problem = 'The folder holds more draws than the run should have.';
      throw folderProblem(folder, found, problem, mend, 'As many draws, or fewer.');
    }
  }
}
