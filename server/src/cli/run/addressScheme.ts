// Whether SQLAlchemy takes the URL that env.py gives it: none, the example of the template, `postgres://`, which it has not
// known since 1.4, and for `--sql` any URL of another dialect. Only what surely reaches it as it stands is refused.
import { readAddress } from './alembicAddress';
import type { NativeRefusal } from './chooseRunner';
import type { EnvironmentUse } from './environmentObstacle';
import { environmentValue } from './environmentValue';
import { valueOf } from '../arguments';
import type { CommandInput } from '../command';
import { chooseTarget, isDatabaseNamed, lineOfUrl } from '../connect';
import { databaseEnvironment } from '../databaseEnvironment';
import { CommandFailure, EXIT } from '../failure';
import type { OpenedProject } from '../openProject';
import type { Target } from '../../database/target';
import { readPythonFile } from '../../files/readText';

/** The URL of Alembic's template. */
const EXAMPLE = /^driver:/u;
const OLD_SCHEME = /^postgres(?=\+\w+:|:)/u;

/** A URL on its way through env.py. */
interface FoundUrl {
  readonly url: string;
  /** Where it is written. */
  readonly place: string | undefined;
  /** What holds it, for sentences. */
  readonly holder: string;
  /** False: env.py may change it. */
  readonly isUntouched: boolean;
}

/** Why Alembic fails with this URL, as far as that is sure. */
export function schemeObstacle(
  input: CommandInput,
  opened: OpenedProject,
  use: EnvironmentUse,
): NativeRefusal | undefined {
  const found = urlFor(input, opened, use);
  if (found?.isUntouched !== true) return undefined;
  const { url, place, holder } = found;
  const refusal = (message: string, nextStep: string): NativeRefusal => {
    // A SQLAlchemy before 1.4 takes it, and only the project knows which one it has.
    return { failure: new CommandFailure(EXIT.refused, message, { place, nextStep }), isCertain: false };
  };
  if (OLD_SCHEME.test(url) && !opened.environment.url.mendsScheme)
    return refusal(
      `SQLAlchemy has no dialect postgres since 1.4, and ${holder} begins with it`,
      `Alembic stops there: write postgresql:// in ${holder}.`,
    );
  return use.kind === 'text' ? textObstacle(found, opened, refusal) : undefined;
}

/** What a plan says where it is not known whether env.py mends the URL. */
export function schemeWarnings(
  input: CommandInput,
  opened: OpenedProject,
  use: EnvironmentUse,
): readonly string[] {
  const found = urlFor(input, opened, use);
  if (found === undefined || found.isUntouched || opened.environment.url.mendsScheme) return [];
  if (!OLD_SCHEME.test(found.url)) return [];
  return [
    `${found.holder} begins with postgres://, which SQLAlchemy does not take since 1.4: Alembic stops there unless the project mends it.`,
  ];
}

/** `--sql` connects to nothing, but takes the dialect from the URL. */
function textObstacle(
  { url, holder }: FoundUrl,
  { workspace, environment }: OpenedProject,
  refusal: (message: string, nextStep: string) => NativeRefusal,
): NativeRefusal | undefined {
  if (url === '')
    return refusal(
      `${holder} is not set, and without a URL Alembic prints no SQL`,
      `Set ${[holder, ...environment.url.variables].join(' or ')}; only its dialect counts here, nothing is connected.`,
    );
  const scheme = /^\w+(?=\+\w+:|:)/u.exec(url)?.[0].toLowerCase();
  if (EXAMPLE.test(url))
    return refusal(
      `${holder} is the example of the template still`,
      `Write the URL of the database into ${holder}; only its dialect counts here, nothing is connected.`,
    );
  const known = scheme === 'postgres' ? 'postgresql' : scheme;
  if (known === undefined || known === workspace.settings.dialect) return undefined;
  if (known !== 'postgresql' && known !== 'sqlite')
    return refusal(`the SQL of ${known} is not rendered`, 'Run the same command with `alembic`.');
  return refusal(
    `${holder} names a database of kind ${known}, and the SQL is that of ${workspace.settings.dialect}`,
    `Write dialect = "${known}" into [tool.retort], or give another URL.`,
  );
}

/** The URL that decides, undefined where nothing is known of it. */
function urlFor(input: CommandInput, opened: OpenedProject, use: EnvironmentUse): FoundUrl | undefined {
  switch (use.kind) {
    case 'scratch':
      return undefined;
    case 'text':
      return urlOfText(input, opened);
    case 'run':
      return isDatabaseNamed(input, opened) || use.database.kind === 'environment'
        ? urlOfNamed(input, opened, use.database).found
        : ofIni(opened);
  }
}

function urlOfText(input: CommandInput, opened: OpenedProject): FoundUrl | undefined {
  const named = isDatabaseNamed(input, opened)
    ? urlOfNamed(input, opened, chooseTarget(input, opened))
    : undefined;
  if (named?.found !== undefined) return named.found;
  const own = ownUrl(input, opened);
  // A URL that the project lacks is the one of the database that is named.
  const isLacking = own === undefined || own.url === '' || EXAMPLE.test(own.url);
  return isLacking && named?.isGiven === true ? undefined : own;
}

/** What env.py finds by itself. */
function ownUrl(input: CommandInput, opened: OpenedProject): FoundUrl | undefined {
  for (const name of opened.environment.url.variables) {
    const url = environmentValue(input, opened, name);
    if (url !== undefined)
      return url === '' ? undefined : { url, ...ofVariable(input, name), isUntouched: true };
  }
  return ofIni(opened);
}

/** Of a database that is named here, and so given to env.py. Only where env.py reads the same variable its URL matters. */
function urlOfNamed(
  input: CommandInput,
  opened: OpenedProject,
  database: Target,
): { readonly isGiven: boolean; readonly found: FoundUrl | undefined } {
  if (database.kind !== 'environment') return { isGiven: true, found: undefined };
  const { name } = database;
  const url = databaseEnvironment(input, database)[name];
  if (url === undefined || url === '') return { isGiven: false, found: undefined };
  const source = readPythonFile(opened.project.environmentFile).text ?? '';
  if (!readAddress(source, false).variables.includes(name)) return { isGiven: true, found: undefined };
  const isUntouched = opened.environment.url.variables.includes(name);
  return { isGiven: true, found: { url, ...ofVariable(input, name), isUntouched } };
}

function ofIni(opened: OpenedProject): FoundUrl {
  const { project, environment, shownPath } = opened;
  const file = project.iniFile ?? project.tomlFile;
  return {
    url: project.databaseUrl ?? '',
    place: lineOfUrl(opened) ?? (file === undefined ? undefined : shownPath(file)),
    holder: 'sqlalchemy.url',
    isUntouched: environment.url.takesIni && project.databaseUrlProblem === undefined,
  };
}

function ofVariable(input: CommandInput, name: string): Pick<FoundUrl, 'place' | 'holder'> {
  const isInProcess = (input.process.env[name] ?? '') !== '';
  return {
    place: isInProcess ? `variable ${name}` : (valueOf(input.arguments, 'dotenv') ?? '.env'),
    holder: name,
  };
}
