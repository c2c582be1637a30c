// The questions before a project begins, one list or box after the other. Escape on any of them begins nothing.
import * as vscode from 'vscode';
import type { BeginningLook } from '../../../server/src/lsp/protocol';
import { askText, pickOne, pickSome } from '../questions';

export interface BeginningAnswers {
  readonly template: string;
  readonly directory: string;
  /** Options of `retort init` as `--name=value`. */
  readonly options: readonly string[];
  readonly hasModels: boolean;
}

interface Choice extends vscode.QuickPickItem {
  readonly words: readonly string[];
}

/** What to begin with; undefined when the person gave up. `where` is the folder, for people. */
export async function askBeginning(
  look: BeginningLook,
  where: string,
): Promise<BeginningAnswers | undefined> {
  const template = await pick(vscode.l10n.t('Which template?'), templates(look));
  if (template === undefined) return undefined;
  const directory = await askDirectory(where);
  if (directory === undefined) return undefined;
  const options: string[] = [];
  let hasModels = false;
  if (template.label !== 'multidb') {
    const models =
      look.bases.length === 0 ? NOTHING : await pick(vscode.l10n.t('Which models?'), modelsOf(look));
    if (models === undefined) return undefined;
    hasModels = models.words.length > 0;
    const url = await pick(vscode.l10n.t('Where does env.py take the URL from?'), urlsOf(look));
    if (url === undefined) return undefined;
    const files = await pickSome(fileChoices(), {
      title: TITLE(),
      placeHolder: vscode.l10n.t('How are the files kept? Tick what you want, then Enter'),
    });
    if (files === undefined) return undefined;
    const convention = canName(look, models)
      ? await pick(vscode.l10n.t('Name constraints by a convention?'), conventions())
      : NOTHING;
    if (convention === undefined) return undefined;
    options.push(...[models, url, ...files, convention].flatMap(({ words }) => words));
  }
  const install =
    look.installsInto === undefined
      ? NOTHING
      : await pick(vscode.l10n.t('Alembic is not installed'), installs(look.installsInto));
  if (install === undefined) return undefined;
  return { template: template.label, directory, options: [...options, ...install.words], hasModels };
}

const NOTHING: Choice = { label: '', words: [] };
const TITLE = (): string => vscode.l10n.t('Initialize Alembic');

async function pick(placeHolder: string, choices: readonly Choice[]): Promise<Choice | undefined> {
  return await pickOne(choices, { title: TITLE(), placeHolder });
}

async function askDirectory(where: string): Promise<string | undefined> {
  const directory = await askText({
    title: TITLE(),
    prompt: vscode.l10n.t('Folder for env.py and the revisions, below {0}', where),
    value: 'migrations',
    validateInput: (text) =>
      /^[^/\\\0-][^\0]*$/.test(text.trim()) && !text.split(/[/\\]/).includes('..')
        ? undefined
        : vscode.l10n.t('Write a folder below this one.'),
  });
  return directory?.trim();
}

/** Alembic's own names; the words are ours. What fits the application comes first. */
function templates({ isAsync }: BeginningLook): readonly Choice[] {
  const all = [
    { label: 'generic', detail: vscode.l10n.t('One database, configured in alembic.ini') },
    { label: 'async', detail: vscode.l10n.t('One database through an async driver') },
    { label: 'pyproject', detail: vscode.l10n.t('One database, configured in pyproject.toml') },
    {
      label: 'pyproject_async',
      detail: vscode.l10n.t('Configured in pyproject.toml, through an async driver'),
    },
    { label: 'multidb', detail: vscode.l10n.t('Several databases, each with its own upgrade and downgrade') },
  ].map((each) => ({ ...each, words: [] }));
  return isAsync ? [...all].sort((a, b) => Number(b.label === 'async') - Number(a.label === 'async')) : all;
}

function modelsOf({ bases, modules }: BeginningLook): readonly Choice[] {
  const rows = bases.map(({ module, name }) => ({
    label: `${module}.${name}`,
    detail: vscode.l10n.t('Tables in: {0}', modules.join(', ')),
    words: [
      `--models=${module}:${name}`,
      ...modules.filter((one) => one !== module).map((one) => `--models=${one}`),
    ],
  }));
  return [
    ...rows,
    later(vscode.l10n.t('target_metadata stays None, so nothing can be generated from the models')),
  ];
}

function urlsOf({ settings, variables, urls }: BeginningLook): readonly Choice[] {
  // Also what alembic.ini says then, so that the kind of database is known.
  const [url] = urls;
  const ini = url === undefined ? [] : [`--url=${url}`];
  const names = [...new Set([...variables, 'DATABASE_URL'])];
  return [
    ...settings.map(({ module, expression }) => ({
      label: expression,
      description: module,
      detail: vscode.l10n.t('The settings of the application; DATABASE_URL wins where it is set'),
      words: [`--url=${module}:${expression}`, ...ini],
    })),
    ...names.map((name) => ({
      label: name,
      detail: vscode.l10n.t('An environment variable'),
      words: [`--url=env:${name}`, ...ini],
    })),
    ...urls.map((each) => ({
      label: each,
      detail: vscode.l10n.t('Written into alembic.ini'),
      words: [`--url=${each}`],
    })),
    later(vscode.l10n.t('sqlalchemy.url of alembic.ini is filled in by hand')),
  ];
}

function fileChoices(): readonly Choice[] {
  return [
    {
      label: vscode.l10n.t('Revision files begin with their date'),
      detail: vscode.l10n.t(
        '{0} and not {1}',
        '20251111_1230_1975ea83b712_add_email.py',
        '1975ea83b712_add_email.py',
      ),
      words: ['--file-names=dated'],
    },
    {
      label: vscode.l10n.t('Both folders are Python packages'),
      detail: vscode.l10n.t('An empty __init__.py in each'),
      words: ['--package'],
    },
  ];
}

/** A base that has a convention keeps it. */
function canName({ bases }: BeginningLook, { words: [first] }: Choice): boolean {
  return bases.some(
    ({ module, name, hasConvention }) => !hasConvention && first === `--models=${module}:${name}`,
  );
}

function conventions(): readonly Choice[] {
  return [
    {
      label: vscode.l10n.t('No'),
      detail: vscode.l10n.t('There are databases already: their constraints keep the names they have'),
      words: [],
    },
    {
      label: vscode.l10n.t('Yes'),
      detail: vscode.l10n.t('Every constraint gets a name by which it can be dropped; changes the models'),
      words: ['--naming-convention'],
    },
  ];
}

function installs(where: string): readonly Choice[] {
  return [
    { label: vscode.l10n.t('Install Alembic'), detail: where, words: ['--install'] },
    { label: vscode.l10n.t('Later'), detail: vscode.l10n.t('Nothing is installed'), words: [] },
  ];
}

function later(detail: string): Choice {
  return { label: vscode.l10n.t('Later'), detail, words: [] };
}
