import { readYamlFile } from '../data/scenario-yaml.ts';
import type { ReadYaml } from '../data/scenario-yaml.ts';
import { InputError } from '../domain/errors.ts';

/**
 * Reads a YAML file of risks, schemes or scales as plain data.
 *
 * @throws InputError when it cannot be read
 */
export async function readRiskYaml(file: string): Promise<ReadYaml> {
  const read = await readYamlFile(file);
  if ('content' in read) return read;
  const allowed = 'One file in YAML 1.2: keys with a colon, lists with hyphens, indented with spaces, each key once.';
  const mend = read.mend.replace('Save the scenario', 'Save it').replace('Write the scenario', 'Write it');
  throw new InputError([
    { ...read, allowed, mend: /name:/.test(mend) ? 'Write the file as the shipped ones are.' : mend },
  ]);
}
