import { defineConfig } from 'vitest/config';

// Tests run from the repository's root, not from the web pages' (vite.config.ts).
export default defineConfig({
  test: {
    // A database per file is heavy, and the machines this runs on are small.
    maxWorkers: 2,
    allowOnly: false,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{src,test,bench}/**/*.test.{ts,tsx}'],
          exclude: ['test/flows/**'],
          testTimeout: 120_000,
          hookTimeout: 240_000,
        },
      },
      {
        test: {
          name: 'flows',
          include: ['test/flows/**/*.test.ts'],
          globalSetup: ['test/flows/unpacked.ts'],
          // As long as the browser waits for what it presses.
          expect: { poll: { timeout: 15_000, interval: 100 } },
          testTimeout: 120_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
});
