// From the options of `init` to what env.py is told; nothing is written here.
import { BEGINNING_OPTIONS } from './beginningOptions';
import { valueOf } from '../arguments';
import type { CommandInput } from '../command';
import { CommandFailure, EXIT } from '../failure';
import { parseTarget } from '../../database/target';
import { DATED_FILES, type ModelsWiring, type ProjectWiring, type UrlWiring } from '../../engine/index';
import { findModels, type FoundModels } from '../../files/findModels';

const MODULE = String.raw`[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*`;
const REFERENCE = new RegExp(`^(${MODULE}):(${MODULE})$`, 'u');
const PLAIN_MODULE = new RegExp(`^${MODULE}$`, 'u');
const VARIABLE = /^env:([A-Za-z_][A-Za-z0-9_]*)$/u;

/** The wiring, and what was found to make it; undefined when no option asks for one. */
export interface WiringReading {
  readonly wiring: ProjectWiring;
  readonly found: FoundModels;
}

export function readWiring(input: CommandInput): WiringReading | undefined {
  const { values, flags } = input.arguments;
  const names = Object.keys(BEGINNING_OPTIONS).filter((name) => name !== 'install' && name !== 'look');
  if (!names.some((name) => values.has(name) || flags.has(name))) return undefined;
  const found = findModels(input.process.cwd);
  const models = readModels(values.get('models') ?? [], found);
  const url = readUrls(values.get('url') ?? []);
  const fileNames = valueOf(input.arguments, 'fileNames');
  const wantsConvention = flags.has('namingConvention');
  if (wantsConvention && models === undefined) {
    throw usage('--naming-convention', 'a naming convention belongs to the models', 'Add --models auto.');
  }
  const schemes = [url.ini, ...found.urls].filter((one) => one !== undefined);
  const wiring: ProjectWiring = {
    models,
    url,
    sourceRoot: models === undefined ? undefined : found.sourceRoot,
    isSqlite: schemes[0]?.startsWith('sqlite') === true,
    fileTemplate: fileNames === 'dated' ? DATED_FILES : fileNames,
    setsConvention: wantsConvention && models?.module === 'sqlmodel',
  };
  return { wiring, found };
}

function usage(place: string, message: string, nextStep: string): CommandFailure {
  return new CommandFailure(EXIT.usage, message, { place, nextStep });
}

function readModels(given: readonly string[], found: FoundModels): ModelsWiring | undefined {
  if (given.length === 0) return undefined;
  if (given.includes('auto')) {
    const [base] = found.bases;
    if (base === undefined) {
      throw usage(
        '--models auto',
        'no base of models was found in the Python files of this folder',
        'Name it: --models MODULE:BASE.',
      );
    }
    return modelsOf(base.module, base.name, found.modules);
  }
  let reference: readonly [module: string, name: string] | undefined;
  const modules: string[] = [];
  for (const text of given) {
    const [, module, name] = REFERENCE.exec(text) ?? [];
    if (module !== undefined && name !== undefined && reference === undefined) reference = [module, name];
    else if (PLAIN_MODULE.test(text)) modules.push(text);
    else {
      throw usage(
        '--models',
        `'${text}' is neither MODULE:BASE nor MODULE`,
        'Write --models app.models:Base.',
      );
    }
  }
  if (reference === undefined) {
    throw usage('--models', 'no base is named', 'Write --models app.models:Base, or --models auto.');
  }
  return modelsOf(...reference, modules);
}

function modelsOf(module: string, name: string, modules: readonly string[]): ModelsWiring {
  return {
    module,
    name,
    isMetadata: /(?:^|_)metadata$/iu.test(name),
    modules: modules.filter((other) => other !== module),
  };
}

function readUrls(given: readonly string[]): UrlWiring {
  let wiring: UrlWiring = { variable: undefined, settings: undefined, ini: undefined };
  for (const text of given) {
    const variable = VARIABLE.exec(text)?.[1];
    const [, module, expression] = REFERENCE.exec(text) ?? [];
    if (variable !== undefined) wiring = { ...wiring, variable };
    else if (module !== undefined && expression !== undefined)
      wiring = { ...wiring, settings: { module, expression } };
    else wiring = { ...wiring, ini: plainUrl(text) };
  }
  // A variable comes first, so that a run of ours can say where env.py connects to.
  return wiring.settings === undefined ? wiring : { ...wiring, variable: wiring.variable ?? 'DATABASE_URL' };
}

/** A URL for alembic.ini, where a percent sign is doubled and no password belongs. */
function plainUrl(text: string): string {
  const parsed = parseTarget(text, { onCommandLine: true });
  if ('problem' in parsed) throw usage('--url', parsed.problem, parsed.nextStep);
  if (parsed.target.kind === 'embedded') {
    throw usage(
      '--url',
      'the embedded database has no URL',
      'Leave --url out, and give --database embedded.',
    );
  }
  return text.replaceAll('%', '%%');
}
