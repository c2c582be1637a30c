// The user's settings in the editors of the flows, which windows that are opened afterwards begin with.
import { readFile, writeFile } from 'node:fs/promises';
import * as path from 'node:path';

/** Sets settings in both editors; undefined takes one away. */
export async function changeSettings(changes: Readonly<Record<string, unknown>>): Promise<void> {
  for (const profile of ['RETORT_TEST_PROFILE', 'RETORT_TEST_ASKING_PROFILE']) {
    const file = path.join(process.env[profile] ?? '', 'user', 'User', 'settings.json');
    const settings = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
    await writeFile(file, JSON.stringify({ ...settings, ...changes }, undefined, 2));
  }
}
