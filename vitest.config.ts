import { defineConfig } from 'vitest/config';

// What is not asked again of a given server (DATABASE_URL): thousands of words thrown at the routes ask nothing of it that
// the embedded database does not answer alike, and some open the embedded one whatever is given.
const EMBEDDED_ONLY = [
  'test/junk.test.ts',
  'test/attacks/words.test.ts',
  'test/matrix/**',
  'src/guard/part2/closure.test.ts',
];

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
          exclude: ['test/flows/**', ...(process.env.DATABASE_URL ? EMBEDDED_ONLY : [])],
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
