// The flows: one at a time, each in its own page of the editor that scripts/lib/editorTests.mjs has started.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'flows',
    include: ['test/editor/flows/**/*.flow.ts'],
    testTimeout: 300_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
});
