// Finds a connection by its name for --database and [tool.retort] database, and takes over the one the editor hands.
import type { CommandInput } from './command';
import { CommandFailure, EXIT } from './failure';
import type { OpenedSettings } from './openProject';
import { parseTarget, type TargetProfile } from '../database/target';
import { connectionProfiles, userProfilesFile, type ConnectionProfile } from '../files/connectionProfiles';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The profile the editor hands over with what it gives as --database: its name and protection in variables, and where
 * that is `env:RETORT_CONNECTION_URL` the URL with its password too. Undefined for everything else.
 */
export function handedOver(database: string, environment: Environment): TargetProfile | undefined {
  const name = environment['RETORT_CONNECTION_NAME'];
  if (name === undefined || name === '' || environment['RETORT_CONNECTION_DATABASE'] !== database) {
    return undefined;
  }
  return {
    name,
    isProtected: environment['RETORT_CONNECTION_PROTECTED'] === '1',
    allowsDowngrade: environment['RETORT_CONNECTION_ALLOW_DOWNGRADE'] === '1',
  };
}

/** The connection with this name, or a failure that lists those there are. */
export function findProfile(
  input: CommandInput,
  opened: OpenedSettings,
  name: string,
  place: string,
): ConnectionProfile {
  const { profiles, problem } = connectionProfiles(opened.project.retort, input.process.env);
  if (problem !== undefined) {
    throw new CommandFailure(EXIT.usage, `the connections cannot be read: ${problem.message}`, {
      place: problem.path,
      nextStep: 'Write {"NAME": {"url": "postgresql://user@host/name"}}.',
    });
  }
  const found = profiles.find((profile) => profile.name === name);
  if (found?.problem !== undefined) {
    throw new CommandFailure(EXIT.usage, `the connection '${name}' has a setting without effect`, {
      place: found.source === 'project' ? 'pyproject.toml' : userProfilesFile(input.process.env),
      nextStep: `${found.problem}.`,
    });
  }
  if (found !== undefined) return found;
  const known = profiles.map((profile) => profile.name).join(', ');
  throw new CommandFailure(EXIT.usage, `there is no connection named '${name}'`, {
    place,
    nextStep:
      (known === '' ? '' : `Choose from: ${known}. `) +
      `Connections are [tool.retort.connections.NAME] in pyproject.toml or entries of ${userProfilesFile(input.process.env)}, each with a url. Otherwise give embedded, env:NAME or a URL.`,
  });
}

/** True for a URL that holds a password, in either place a URL can have one. */
export function hasPassword(url: string): boolean {
  const parsed = parseTarget(url, { onCommandLine: false });
  return 'target' in parsed && parsed.target.kind === 'server' && parsed.target.password !== undefined;
}

/** A file that is read by others is no place for a password. */
export function passwordInProfile(
  name: string,
  source: ConnectionProfile['source'],
  environment: Environment,
): CommandFailure {
  return new CommandFailure(EXIT.usage, `the URL of the connection '${name}' holds a password`, {
    place: source === 'project' ? 'pyproject.toml' : userProfilesFile(environment),
    nextStep:
      'Take it out, and change it if the file was shared. Put it into PGPASSWORD or a pgpass file, or write url = "env:NAME" and the URL into that variable.',
  });
}
