// The rules about configuration files on the command line: each file of a project with a mistake of its own.
import { dirname } from 'node:path';
import { expect, it } from 'vitest';
import { CONFIGURATION_FILES, EXPECTED } from '../support/configurationFiles';
import { retort, temporaryFolder, writeFiles } from '../support/commandLine';

interface Found {
  readonly rule: string;
  readonly path: string;
  readonly line: number;
  readonly fixes: readonly string[];
}

it('finds what the editor finds, on the same line and with the same fix', async () => {
  const folder = temporaryFolder('project');
  writeFiles(folder, CONFIGURATION_FILES);
  const { stdout, code } = await retort(folder, [
    'lint',
    '--scope',
    'all',
    '--format',
    'json',
    '--fail-on',
    'warning',
  ]);
  expect(code).toBe(1);
  const { findings } = JSON.parse(stdout) as { findings: readonly Found[] };
  for (const [path, { rule, line, title }] of Object.entries(EXPECTED)) {
    const found = findings.filter((one) => one.rule === rule && one.path === path);
    expect(
      found.map((one) => one.line),
      `${rule} in ${dirname(path)}`,
    ).toEqual([line]);
    expect(found[0]?.fixes).toContain(title);
  }
});
