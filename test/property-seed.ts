import fc from 'fast-check';

/*
 * Properties are tried on the same examples each time, so that a change is what makes a test fail, and not the day. Other examples
 * come with FAST_CHECK_SEED=N; run some before a release.
 */
fc.configureGlobal({ seed: Number(process.env['FAST_CHECK_SEED'] ?? 20_261_122) });
