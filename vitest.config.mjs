// Test projects: `fast` (pure and in memory), `process` (the built command line), `database` (real servers).
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Vitest leaves one core alone, which is half of a small machine; the tests mostly wait for the processes they start.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'fast',
          // A limit for hangs, not for speed: some cases are megabytes of hostile text.
          testTimeout: 60_000,
          include: [
            'test/engine/**/*.test.ts',
            'test/*.test.ts',
            'test/lsp/**/*.test.ts',
            'test/files/**/*.test.ts',
            'test/grammar/**/*.test.ts',
            'test/cli/arguments.test.ts',
          ],
        },
      },
      {
        test: {
          name: 'cli',
          include: ['test/cli/**/*.test.ts', 'test/server/**/*.test.ts'],
          // Limits for hangs, not for speed: some cases start dozens of processes, two files at a time.
          testTimeout: 240_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          // What is run on every supported version of PostgreSQL, one after the other.
          name: 'versions',
          include: [
            'test/database/{serverRuns,planFacts,runnersAtOnce}.test.ts',
            'test/cli/{historyTwins,crash}.test.ts',
          ],
          testTimeout: 240_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'soak',
          include: ['test/database/runnersAtOnce.test.ts', 'test/soak/**/*.test.ts'],
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'database',
          include: ['test/database/**/*.test.ts'],
          testTimeout: 240_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
