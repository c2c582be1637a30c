// What env.py finds in a variable of the environment.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandInput } from '../command';
import type { OpenedProject } from '../openProject';
import { parseEnvFile } from '../../files/envFile';
import { readUtf8File } from '../../files/readText';

/** That of the process, or of the .env file that env.py loads. `''` where the file has it and its value is not known. */
export function environmentValue(
  input: CommandInput,
  opened: OpenedProject,
  name: string,
): string | undefined {
  const own = input.process.env[name];
  if (own !== undefined || !opened.environment.beginning.loadsFile) return own;
  for (const folder of [input.process.cwd, opened.folder, opened.project.scriptLocation]) {
    const path = join(folder, '.env');
    const read = existsSync(path) ? parseEnvFile(readUtf8File(path).text ?? '').get(name) : undefined;
    if (read !== undefined) return 'value' in read ? read.value : '';
  }
  return undefined;
}
