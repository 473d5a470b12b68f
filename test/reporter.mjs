// @ts-check

/** Ends a test run with the names of what failed and one plain line, `N passed, N failed`; errors outside a test count as failed. */
export default class PlainTotals {
  /**
   * @param {readonly import('vitest/node').TestModule[]} modules
   * @param {readonly unknown[]} unhandledErrors
   * @param {string} reason
   */
  onTestRunEnd(modules, unhandledErrors = [], reason = 'passed') {
    let passed = 0;
    let failed = unhandledErrors.length;
    let skipped = 0;
    /** @type {string[]} */
    const names = unhandledErrors.map((error) => `outside a test: ${firstLine(error)}`);
    for (const module of modules) {
      if (module.errors().length > 0) {
        failed += 1;
        names.push(`${module.relativeModuleId}: ${firstLine(module.errors()[0])}`);
      }
      for (const test of module.children.allTests()) {
        const { state, errors } = test.result();
        if (state === 'passed') passed += 1;
        else if (state === 'failed') {
          failed += 1;
          names.push(`${module.relativeModuleId}: ${test.fullName}: ${firstLine(errors?.[0])}`);
        } else skipped += 1;
      }
    }
    if (reason !== 'passed' && failed === 0) failed = 1;
    for (const name of names) console.log(`failed: ${name}`);
    console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  }
}

/** @param {unknown} error */
function firstLine(error) {
  const { message } = /** @type {{ message?: string }} */ (error ?? {});
  return String(message ?? error).split('\n', 1)[0];
}
