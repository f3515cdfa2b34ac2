import { defineConfig } from 'vitest/config';

// Tests run from the repository's root, not from the web pages' (vite.config.ts).
export default defineConfig({
  test: { include: ['{src,test,bench}/**/*.test.{ts,tsx}'] },
});
