// @ts-check

/**
 * Says why a version of Node is too old, or returns undefined when it will do.
 * 20.19, 22.12 and everything from 23 on can `require` an ES module, which the notebook kernel needs.
 *
 * @param {string} version as in `process.versions.node`, for example `20.20.2`
 * @returns {string | undefined}
 */
export function nodeProblem(version) {
  const [major, minor] = version.split('.').map(Number);
  const newEnough = major >= 23 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19);
  if (newEnough) return undefined;
  return (
    `market-stability needs Node 20.19 or newer (in the 22 line, 22.12 or newer); this is Node ${version}. ` +
    'Install the current long-term release from https://nodejs.org and try again.'
  );
}

/** Ends the process with one clear line and exit code 2 when Node is too old. */
export function requireNode() {
  const problem = nodeProblem(process.versions.node);
  if (problem === undefined) return;
  console.error(problem);
  process.exit(2);
}
