// `retort init DIRECTORY`: a new Alembic project. Files that exist are left alone, as `alembic init` leaves them. With
// --models and --url env.py is told where the models are and where the URL comes from.
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { valueOf } from '../arguments';
import type { Command, CommandInput } from '../command';
import { CommandFailure, EXIT } from '../failure';
import { BEGINNING_OPTIONS } from '../beginning/beginningOptions';
import { conventionEdit } from '../beginning/conventionEdit';
import { installAlembic } from '../beginning/installAlembic';
import { lookAtFolder } from '../beginning/look';
import { readWiring } from '../beginning/wiring';
import { beginJournal } from '../fileJournal';
import { mend } from '../openConfiguration';
import { writeNew, writeWhole } from '../writeWhole';
import { PROJECT_TEMPLATES, projectFiles, type ProjectTemplate } from '../../engine/index';
import { parseProjectToml } from '../../files/toml';
import { readUtf8File } from '../../files/readText';

export const init: Command = {
  name: 'init',
  summary: 'Makes a new Alembic project.',
  options: {
    template: {
      names: ['-t', '--template'],
      takes: 'value',
      value: 'NAME',
      help: 'see list_templates (default: generic)',
    },
    package: { names: ['--package'], takes: 'nothing', help: 'add __init__.py to both folders' },
    ...BEGINNING_OPTIONS,
  },
  positionals: ['directory?'],
  async run(input) {
    if (input.arguments.flags.has('look')) {
      input.process.write(`${JSON.stringify(lookAtFolder(input))}\n`);
      return 0;
    }
    const [directory] = input.arguments.positionals;
    if (directory === undefined) {
      throw new CommandFailure(EXIT.usage, 'the following arguments are required: directory', {
        nextStep: 'Name the folder for env.py and the revisions, for example `retort init migrations`.',
      });
    }
    const template = templateNamed(valueOf(input.arguments, 'template') ?? 'generic');
    mend(input, input.process.cwd);
    const folder = resolve(input.process.cwd, directory);
    if (existsSync(folder) && readdirSync(folder).length > 0) {
      throw new CommandFailure(EXIT.usage, `Directory ${directory} already exists and is not empty`, {
        nextStep: 'Choose another folder.',
      });
    }
    const { ini, toml } = configurationFiles(input);
    const reading = readWiring(input);
    if (reading !== undefined && template === 'multidb') {
      throw new CommandFailure(EXIT.usage, 'several databases have several models and several URLs', {
        place: '--template multidb',
        nextStep: 'Leave out the options about models and URL, and fill in env.py.',
      });
    }
    const convention = conventionEdit(input, reading);
    const files = projectFiles(
      template,
      isAbsolute(directory) ? directory : fromHere(usesPyproject(template) ? toml : ini, folder),
      reading?.wiring,
    );
    // Reading comes before writing: a pyproject.toml that is broken stops the command while nothing is there yet.
    const table = files.pyproject === undefined ? undefined : pyprojectState(toml);
    if (input.arguments.flags.has('install')) await installAlembic(input);
    const say = sayer(input);
    const newFolders = [...missingFolders(folder), join(folder, 'versions')];
    const writes: readonly InitWrite[] = [
      generated(join(folder, 'script.py.mako'), files.template),
      generated(join(folder, 'README'), files.readme),
      generated(join(folder, 'env.py'), files.environment),
      ...(files.pyproject === undefined || table === undefined
        ? []
        : [pyprojectWrite(toml, table, files.pyproject)]),
      existsSync(ini)
        ? { path: ini, line: `File ${ini} already exists, skipping` }
        : generated(ini, files.configuration),
      ...(input.arguments.flags.has('package')
        ? [folder, join(folder, 'versions')].map((one) => {
            const path = join(one, '__init__.py');
            return { path, after: '', line: `Adding ${path} ...  done` };
          })
        : []),
      ...(convention === undefined
        ? []
        : [
            {
              path: convention.path,
              before: readUtf8File(convention.path).text,
              after: convention.text,
              line: `Writing the naming convention into ${convention.path} ...  done`,
            },
          ]),
    ];
    const done = beginJournal(input.process.env, input.process.cwd, {
      command: 'init',
      newFolders,
      files: writes.filter(({ after }) => after !== undefined),
    });
    try {
      makeFolder(folder, say);
      makeFolder(join(folder, 'versions'), say);
      for (const { path, before, after, line } of writes) {
        if (after !== undefined && before === undefined) writeNew(path, after);
        else if (after !== undefined) writeWhole(path, after);
        say(line);
      }
    } finally {
      done();
    }
    if (reading?.wiring.models !== undefined) {
      say('`retort baseline -m TEXT` writes the first revision from the models.');
      return 0;
    }
    const settings = `configuration/connection/logging settings in ${ini} before proceeding.`;
    say(
      files.pyproject === undefined
        ? `Please edit ${settings}`
        : `Please edit configuration settings in ${toml} and ${settings}`,
    );
    return 0;
  },
};

/** A file of the new project, or one that is left as it is, and what is said of it. */
interface InitWrite {
  readonly path: string;
  readonly before?: string | undefined;
  readonly after?: string | undefined;
  readonly line: string;
}

function generated(path: string, after: string): InitWrite {
  return { path, after, line: `Generating ${path} ...  done` };
}

function pyprojectWrite(path: string, state: ReturnType<typeof pyprojectState>, table: string): InitWrite {
  if (state === 'missing') return generated(path, table);
  if (state === 'configured') {
    return {
      path,
      line: `File ${path} already exists and already has a [tool.alembic] section, skipping`,
    };
  }
  const before = readUtf8File(path).text ?? '';
  return { path, before, after: `${before}\n\n${table}`, line: `Appending to existing ${path} ...  done` };
}

/** The folders that have to be made for one, the outer first. */
function missingFolders(path: string): readonly string[] {
  return existsSync(path) ? [] : [...missingFolders(dirname(path)), path];
}

function usesPyproject(template: ProjectTemplate): boolean {
  return template.startsWith('pyproject');
}

function templateNamed(name: string): ProjectTemplate {
  const names = Object.keys(PROJECT_TEMPLATES) as ProjectTemplate[];
  const found = names.find((candidate) => candidate === name);
  if (found !== undefined) return found;
  throw new CommandFailure(EXIT.usage, `No such template ${name}`, {
    nextStep: `Choose from: ${names.join(', ')}.`,
  });
}

/** The two configuration files, as -c and ALEMBIC_CONFIG name them. */
function configurationFiles({ process, global }: CommandInput): {
  readonly ini: string;
  readonly toml: string;
} {
  const named = [...global.configFiles, process.env['ALEMBIC_CONFIG'] ?? ''].filter((name) => name !== '');
  const isToml = (name: string): boolean => /(?:^|[\\/])pyproject\.toml$/.test(name);
  return {
    ini: resolve(process.cwd, named.find((name) => !isToml(name)) ?? 'alembic.ini'),
    toml: resolve(process.cwd, named.find(isToml) ?? 'pyproject.toml'),
  };
}

function fromHere(configuration: string, folder: string): string {
  const way = relative(dirname(configuration), folder).split(sep).join('/');
  // The configuration is interpolated when it is read.
  return `%(here)s/${way.replaceAll('%', '%%')}`;
}

function pyprojectState(path: string): 'missing' | 'configured' | 'other' {
  if (!existsSync(path)) return 'missing';
  const { text, problem } = readUtf8File(path);
  if (problem !== undefined) throw new CommandFailure(EXIT.usage, problem, { place: path });
  const toml = parseProjectToml(text);
  if (toml.kind === 'tomlProblem') throw new CommandFailure(EXIT.usage, toml.message, { place: path });
  return toml.alembic === undefined ? 'other' : 'configured';
}

function sayer({ process, global }: CommandInput): (line: string) => void {
  return (line) => {
    if (!global.isQuiet) process.write(`${line}\n`);
  };
}

function makeFolder(path: string, say: (line: string) => void): void {
  if (existsSync(path)) return;
  mkdirSync(path, { recursive: true });
  say(`Creating directory ${path} ...  done`);
}
