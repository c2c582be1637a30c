// The settings in the editors of the flows: those of the user, and those of the machine that an extension in it saves.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import * as path from 'node:path';

/** Sets settings of the user in both editors; undefined takes one away. */
export async function changeSettings(changes: Settings): Promise<void> {
  await change('User', changes);
}

/** Takes away what the editors saved for this machine, such as connections; windows that are opened afterwards know nothing of it. */
export async function forgetMachineSettings(...names: readonly string[]): Promise<void> {
  await change('Machine', Object.fromEntries(names.map((name) => [name, undefined])));
}

type Settings = Readonly<Record<string, unknown>>;

async function change(folder: 'User' | 'Machine', changes: Settings): Promise<void> {
  for (const profile of ['RETORT_TEST_PROFILE', 'RETORT_TEST_ASKING_PROFILE']) {
    const file = path.join(process.env[profile] ?? '', 'user', folder, 'settings.json');
    const text = await readFile(file, 'utf8').catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '{}';
      throw error;
    });
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, JSON.stringify({ ...(JSON.parse(text) as Settings), ...changes }, undefined, 2));
  }
}
