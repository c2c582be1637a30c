// The remembered headers of a project, in the cache folder of whoever runs the command.
import type { CommandInput } from './command';
import { cacheFolder } from '../files/cacheFolder';
import { HeaderCache } from '../files/headerCache';
import type { Project } from '../files/project';

declare const RETORT_ENGINE: string;

/** What this engine has read of the project's revision files before. */
export function headerCache({ process: { env, now } }: CommandInput, project: Project): HeaderCache {
  return new HeaderCache({
    folder: cacheFolder(env, 'headers'),
    project: JSON.stringify([project.versionLocations, project.recursiveVersionLocations]),
    engineVersion: RETORT_ENGINE,
    now: now(),
  });
}

/** Loads the module only when there is something to hash, since it takes a millisecond. */
export function sha256(text: string): string {
  const { createHash } = process.getBuiltinModule('node:crypto');
  return createHash('sha256').update(text).digest('hex');
}
