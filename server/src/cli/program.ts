// The command line as a whole: global options, choosing the command, help, and how every failure is reported.
// A command's code is loaded only when it is called, so that `heads` never loads a database driver.
import { parseArguments, parseGlobal, valueOf, type OptionSpec } from './arguments';
import type { Command, CommandProcess, GlobalOptions } from './command';
import { CommandFailure, EXIT, isCommandFailure } from './failure';

const GLOBAL_OPTIONS: Readonly<Record<string, OptionSpec>> = {
  help: { names: ['-h', '--help'], takes: 'nothing', help: 'show this help' },
  version: { names: ['--version'], takes: 'nothing', help: 'show the version' },
  config: {
    names: ['-c', '--config'],
    takes: 'values',
    value: 'FILE',
    help: 'alembic.ini or pyproject.toml; may be given once each (default: ALEMBIC_CONFIG, else both in this folder)',
  },
  name: {
    names: ['-n', '--name'],
    takes: 'value',
    value: 'NAME',
    help: 'section of the ini file (default: alembic)',
  },
  x: { names: ['-x'], takes: 'values', value: 'KEY=VALUE', help: 'argument for env.py, may be repeated' },
  quiet: { names: ['-q', '--quiet'], takes: 'nothing', help: 'do not print progress' },
  raiseerr: { names: ['--raiseerr', '--debug'], takes: 'nothing', help: 'show the stack trace of an error' },
};

/** Name, summary and loader of every command, in the order of the help. */
const COMMANDS: readonly (readonly [string, string, () => Promise<Command>])[] = [
  ['lint', 'check revision files', async () => (await import('./commands/lint')).lint],
  ['heads', 'show the heads of the history', async () => (await import('./commands/heads')).heads],
  ['branches', 'show the branch points', async () => (await import('./commands/branches')).branches],
  ['history', 'list the revisions, newest first', async () => (await import('./commands/history')).history],
  ['show', 'show one revision', async () => (await import('./commands/show')).show],
  ['current', 'show the revisions of the database', async () => (await import('./commands/current')).current],
  ['init', 'make a new project', async () => (await import('./commands/init')).init],
  [
    'list_templates',
    'list the templates of init',
    async () => (await import('./commands/listTemplates')).listTemplates,
  ],
  [
    'baseline',
    'make the first revision from the models',
    async () => (await import('./commands/baseline')).baseline,
  ],
  [
    'reset-history',
    'make one baseline of the history (development only)',
    async () => (await import('./commands/resetHistory')).resetHistory,
  ],
  ['revision', 'make a new revision file', async () => (await import('./commands/revision')).revision],
  ['check', 'compare the models with the database', async () => (await import('./commands/check')).check],
  [
    'drift',
    'show what the database holds beside its history',
    async () => (await import('./commands/drift')).drift,
  ],
  ['merge', 'make a revision that joins branches', async () => (await import('./commands/merge')).merge],
  ['rebase', 'put a branch on another revision', async () => (await import('./commands/rebase')).rebase],
  ['rename', 'give a revision another id', async () => (await import('./commands/rename')).rename],
  [
    'restore-revision',
    'bring a missing revision file back from git',
    async () => (await import('./commands/restoreRevision')).restoreRevision,
  ],
  ['upgrade', 'upgrade the database, after a plan', async () => (await import('./commands/upgrade')).upgrade],
  [
    'downgrade',
    'downgrade the database, after a plan',
    async () => (await import('./commands/downgrade')).downgrade,
  ],
  [
    'leave-branch',
    "take another branch's revisions back, after a plan",
    async () => (await import('./commands/leaveBranch')).leaveBranch,
  ],
  [
    'stamp',
    'change the version table only, after a plan',
    async () => (await import('./commands/stamp')).stamp,
  ],
  [
    'ensure_version',
    'create the version table, after a plan',
    async () => (await import('./commands/ensureVersion')).ensureVersion,
  ],
  [
    'verify',
    'try revisions on a scratch database: up, down, up again',
    async () => (await import('./commands/verify')).verify,
  ],
  [
    'backups',
    'list the back-ups that runs made, newest first',
    async () => (await import('./commands/backups')).backups,
  ],
  ['restore', 'bring a back-up back, after a plan', async () => (await import('./commands/restore')).restore],
  ['runs', 'list the runs of this machine, newest first', async () => (await import('./commands/runs')).runs],
  ['attach', 'hear a run of another process', async () => (await import('./commands/attach')).attach],
  [
    'inspect',
    'show a live database: server, state, tables',
    async () => (await import('./commands/inspect')).inspect,
  ],
  [
    'connections',
    'list the databases that have a name',
    async () => (await import('./commands/connections')).connections,
  ],
  [
    'render',
    'print the SQL of every revision as JSON lines',
    async () => (await import('./commands/render')).render,
  ],
  ['schema', 'print the schema at a revision', async () => (await import('./commands/schema')).schema],
  ['diff', 'compare the schemas at two revisions', async () => (await import('./commands/diff')).diff],
  ['graph', 'print the graph of revisions as JSON', async () => (await import('./commands/graph')).graph],
];

/** Runs one command line and answers the exit code. Nothing escapes but a defect of ours, which is reported as one. */
export async function runProgram(
  argv: readonly string[],
  process: CommandProcess,
  version: string,
): Promise<number> {
  let debug = false;
  try {
    const { parsed, rest } = parseGlobal(argv, GLOBAL_OPTIONS);
    debug = parsed.flags.has('raiseerr');
    const [name, ...args] = rest;
    if (parsed.flags.has('version')) return print(process, `retort ${version}\n`);
    if (parsed.flags.has('help') || name === undefined) {
      process.write(programHelp());
      return parsed.flags.has('help') ? 0 : EXIT.usage;
    }
    const found = COMMANDS.find(([candidate]) => candidate === name);
    if (found === undefined) {
      const names = COMMANDS.map(([candidate]) => candidate).join(', ');
      throw new CommandFailure(EXIT.usage, `unknown command '${name}'`, {
        nextStep: `Choose from: ${names}.`,
      });
    }
    const command = await found[2]();
    if (args.includes('--help') || args.includes('-h')) return print(process, commandHelp(command));
    const global: GlobalOptions = {
      configFiles: parsed.values.get('config') ?? [],
      section: valueOf(parsed, 'name') ?? 'alembic',
      xArguments: parsed.values.get('x') ?? [],
      isQuiet: parsed.flags.has('quiet'),
    };
    return await command.run({ process, global, arguments: parseArguments(args, command) });
  } catch (error) {
    return reportFailure(error, process, debug);
  }
}

function print(process: CommandProcess, text: string): number {
  process.write(text);
  return 0;
}

function reportFailure(error: unknown, process: CommandProcess, debug: boolean): number {
  const stack = debug && error instanceof Error ? `${error.stack ?? ''}\n` : '';
  if (isCommandFailure(error)) {
    process.writeError(`${error.describe()}\n${stack}`);
    return error.exitCode;
  }
  const message = error instanceof Error ? error.message : String(error);
  process.writeError(
    `error: ${message.split('\n')[0] ?? ''} (a defect of retort)\n` +
      `  Please report it with the command you ran${debug ? '' : '; --debug shows where it happened'}.\n${stack}`,
  );
  return EXIT.usage;
}

function programHelp(): string {
  const commands = COMMANDS.map(([name, summary]) => `  ${name.padEnd(18)}${summary}\n`).join('');
  return (
    'usage: retort [options] COMMAND [arguments]\n\n' +
    'Alembic migrations: lint, history, SQL, and runs that show their plan first.\n\n' +
    `commands:\n${commands}\noptions:\n${optionHelp(GLOBAL_OPTIONS)}\n` +
    'exit codes: 0 done, 1 findings, 2 usage or configuration, 3 refused, 4 the database said no, 130 cancelled\n'
  );
}

function commandHelp(command: Command): string {
  const positionals = command.positionals.map((name) => ` ${name.toUpperCase()}`).join('');
  return (
    `usage: retort ${command.name} [options]${positionals}\n\n${command.summary}\n\n` +
    `options:\n${optionHelp(command.options)}`
  );
}

function optionHelp(options: Readonly<Record<string, OptionSpec>>): string {
  return Object.values(options)
    .map(({ names, value, help }) => {
      const left = names.map((name) => (value === undefined ? name : `${name} ${value}`)).join(', ');
      return `  ${left.padEnd(36)}${help}\n`;
    })
    .join('');
}
