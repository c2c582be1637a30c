// `retort connections`: the databases that have a name, and where each comes from. Nothing is connected.
import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { valueOf } from '../arguments';
import type { Command, CommandInput } from '../command';
import { DATABASE_OPTIONS } from '../databaseOptions';
import { openProject, type OpenedProject } from '../openProject';
import { hasPassword } from '../profiles';
import { isOnProtectedServer } from '../protectedServer';
import { parseTarget, targetLabel } from '../../database/target';
import { connectionProfiles, type NamedDatabase } from '../../files/connectionProfiles';
import { parseEnvFile } from '../../files/envFile';

export const connections: Command = {
  name: 'connections',
  summary: 'Lists the databases that --database takes by name, without connecting to any.',
  options: {
    ...(DATABASE_OPTIONS['dotenv'] === undefined ? {} : { dotenv: DATABASE_OPTIONS['dotenv'] }),
    json: { names: ['--json'], takes: 'nothing', help: 'print JSON' },
  },
  positionals: [],
  run(input) {
    const opened = openProject(input);
    const { profiles, problem } = connectionProfiles(opened.project.retort, input.process.env);
    const project = basename(opened.folder);
    const named = profiles.map(({ name, url, isProtected, source, problem: ownProblem }): NamedDatabase => {
      const problemOfUrl = hasPassword(url) ? 'its URL holds a password' : (ownProblem ?? problemIn(url));
      const parsed = parseTarget(url, { onCommandLine: false });
      const isOnServer = 'target' in parsed && isOnProtectedServer(input, opened, parsed.target);
      const address = addressOf(url, project, input.process.env);
      return { name, address, isProtected: isProtected || isOnServer, source, problem: problemOfUrl };
    });
    const found = [...named, ...variablesOfFile(input, opened)];
    if (problem !== undefined) input.process.writeError(`warning: ${problem.message} (${problem.path})\n`);
    input.process.write(
      input.arguments.flags.has('json')
        ? `${JSON.stringify({ connections: found })}\n`
        : found.map(lineOf).join(''),
    );
    return 0;
  },
};

/** Variables of --dotenv that hold the URL of a database. */
function variablesOfFile(input: CommandInput, opened: OpenedProject): readonly NamedDatabase[] {
  const given = valueOf(input.arguments, 'dotenv');
  if (given === undefined) return [];
  let text: string;
  try {
    text = readFileSync(resolve(input.process.cwd, given), 'utf8');
  } catch {
    return [];
  }
  return [...parseEnvFile(text)].flatMap(([name, read]): NamedDatabase[] => {
    const url = 'value' in read ? read.value : '';
    if (!url.includes('://') || problemIn(url) !== undefined) return [];
    const address = addressOf(url, '', input.process.env);
    const isProtected = isOnProtectedServer(input, opened, { kind: 'environment', name });
    return [{ name: `env:${name}`, address, isProtected, source: 'dotenv', problem: undefined }];
  });
}

function problemIn(url: string): string | undefined {
  const parsed = parseTarget(url, { onCommandLine: false });
  return 'problem' in parsed ? parsed.problem : undefined;
}

function addressOf(url: string, project: string, environment: CommandInput['process']['env']): string {
  const parsed = parseTarget(url, { onCommandLine: false });
  return 'problem' in parsed ? '' : targetLabel(parsed.target, project, environment);
}

function lineOf({ name, address, isProtected, source, problem }: NamedDatabase): string {
  const notes = [isProtected ? 'protected' : undefined, problem].filter((note) => note !== undefined);
  return `${[name, address, source, ...notes].join('  ')}\n`;
}
