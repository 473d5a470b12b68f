import { describe, expect, it } from 'vitest';
import { nodeProblem } from '../../scripts/set-up/node-version.mjs';

describe('the version of Node', () => {
  it.each(['20.19.0', '20.20.2', '22.12.0', '23.0.0', '24.1.0', '100.0.0'])('%s will do', (version) => {
    expect(nodeProblem(version)).toBeUndefined();
  });

  it.each(['16.20.2', '18.20.4', '20.18.9', '21.7.3', '22.11.0'])('%s is too old, told in one line', (version) => {
    expect(nodeProblem(version)).toContain(`this is Node ${version}`);
    expect(nodeProblem(version)).not.toContain('\n');
  });
});
