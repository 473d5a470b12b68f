import { defineConfig } from 'vitest/config';

export default defineConfig({
  cacheDir: '.cache/vite',
  test: {
    include: ['test/**/*.test.ts'],
    reporters: ['default', './test/reporter.mjs'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
