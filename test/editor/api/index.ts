// What @vscode/test-electron calls inside the editor: runs the suites beside this file with Mocha and writes their counts.
import { readdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';

/** Those for a trusted workspace end in `.suite`, those for Restricted Mode in `.restricted`. */
const SUITES = `.${process.env['RETORT_TEST_SUITES'] ?? 'suite'}.js`;

/** Rejects when a test failed; the editor then exits with 1. */
export async function run(): Promise<void> {
  const { default: Mocha } = await import('mocha');
  const mocha = new Mocha({ ui: 'bdd', timeout: 30_000, color: false, reporter: 'spec' });
  for (const file of readdirSync(__dirname).sort()) {
    if (file.endsWith(SUITES)) mocha.addFile(path.join(__dirname, file));
  }
  await mocha.loadFilesAsync();
  const failures: string[] = [];
  const stats = await new Promise<Mocha.Stats | undefined>((resolve) => {
    const runner = mocha.run(() => resolve(runner.stats));
    runner.on('fail', (test, error: Error) =>
      failures.push(`${test.fullTitle()}: ${error.message.split('\n', 1)[0] ?? ''}`),
    );
  });
  const counts = {
    passed: stats?.passes ?? 0,
    failed: stats?.failures ?? 1,
    skipped: stats?.pending ?? 0,
    failures,
  };
  const report = process.env['RETORT_TEST_REPORT'];
  if (report !== undefined) writeFileSync(report, JSON.stringify(counts));
  if (counts.failed > 0) throw new Error(`${counts.failed} tests failed`);
}
