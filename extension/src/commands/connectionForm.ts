// The questions of Add Connection and Edit Connection. A password that is typed goes to the secret storage and nowhere else.
import * as vscode from 'vscode';
import { isDatabaseUrl, splitPassword } from '../connections/connectionUrl';
import { COLORS, nameProblem, savedConnections, type SavedConnection } from '../connections/savedConnections';
import { askText, pickOne } from '../questions';

/** What was answered. `password`: undefined keeps what is stored, empty forgets it. */
export interface ConnectionAnswers {
  readonly connection: SavedConnection;
  readonly password: string | undefined;
}

/** Asks URL, password, name and protection in this order; undefined when one is escaped. */
export async function askConnection(
  title: string,
  before: SavedConnection | undefined,
): Promise<ConnectionAnswers | undefined> {
  const typed = await askText({
    title: `${title} (1/4)`,
    prompt: vscode.l10n.t('URL as in SQLAlchemy. A password in it goes to the secret storage of the editor.'),
    placeHolder: 'postgresql://user@host:5432/database?sslmode=verify-full',
    value: before?.url ?? '',
    validateInput: urlProblem,
  });
  if (typed === undefined) return undefined;
  const { url, password: inUrl } = splitPassword(typed);
  const password = inUrl ?? (url.startsWith('postgres') ? await askPassword(`${title} (2/4)`, before) : '');
  if (password === undefined) return undefined;
  const name = await askName(`${title} (3/4)`, url, before);
  if (name === undefined) return undefined;
  const protection = await askProtection(`${title} (4/4)`, before);
  if (protection === undefined) return undefined;
  const color = protection.isProtected && before?.color === undefined ? 'red' : before?.color;
  const isKept = password === '' && before !== undefined && inUrl === undefined;
  return {
    connection: { name, url, color: COLORS.find((each) => each === color), ...protection },
    password: isKept ? undefined : password,
  };
}

/** Asks for a password; empty means that PGPASSWORD or pgpass have it, or on an edit that it stays as it is. */
export async function askPassword(
  title: string,
  before: SavedConnection | undefined,
): Promise<string | undefined> {
  return await askText({
    title,
    prompt:
      before === undefined
        ? vscode.l10n.t(
            'Password, kept in the secret storage of the editor. Empty: from PGPASSWORD or pgpass.',
          )
        : vscode.l10n.t('Password, kept in the secret storage of the editor. Empty: unchanged.'),
    password: true,
  });
}

function urlProblem(text: string): string | undefined {
  const url = text.trim();
  if (url === 'embedded' || /^env:[A-Za-z_]\w*$/.test(url) || isDatabaseUrl(url)) return undefined;
  return vscode.l10n.t(
    'Write a URL such as postgresql://user@host/database, or env:NAME for a variable that holds one.',
  );
}

async function askName(
  title: string,
  url: string,
  before: SavedConnection | undefined,
): Promise<string | undefined> {
  const others = savedConnections().filter(({ name }) => name !== before?.name);
  return await askText({
    title,
    prompt: vscode.l10n.t('Name, as plans and messages show it'),
    value: before?.name ?? suggestName(url),
    validateInput: (text) =>
      nameProblem(text) ??
      (others.some(({ name }) => name === text)
        ? vscode.l10n.t('There is a connection of this name already.')
        : undefined),
  });
}

/** `shop on db.example.com`, as far as the URL tells. */
function suggestName(url: string): string {
  const parts = /^[\w+]+:\/\/(?:[^@/]*@)?([\w.-]*)(?:[^\w./-][^/]*)?\/([^?]*)/.exec(url);
  const [, host = '', database = ''] = parts ?? [];
  const name = [database.split('/').at(-1), host === '' ? undefined : `on ${host}`]
    .filter((part) => part !== undefined && part !== '')
    .join(' ');
  return nameProblem(name) === undefined ? name : '';
}

type Protection = Pick<SavedConnection, 'isProtected' | 'allowsDowngrade'>;

async function askProtection(
  title: string,
  before: SavedConnection | undefined,
): Promise<Protection | undefined> {
  const rows: (vscode.QuickPickItem & Protection)[] = [
    {
      label: vscode.l10n.t('Not protected'),
      description: vscode.l10n.t('A plan is confirmed before anything runs'),
      isProtected: false,
      allowsDowngrade: false,
    },
    {
      label: vscode.l10n.t('Protected'),
      description: vscode.l10n.t('The name of the database has to be typed; downgrade and stamp are off'),
      iconPath: new vscode.ThemeIcon('shield'),
      isProtected: true,
      allowsDowngrade: false,
    },
    {
      label: vscode.l10n.t('Protected, with downgrade and stamp'),
      description: vscode.l10n.t('The name of the database has to be typed'),
      iconPath: new vscode.ThemeIcon('shield'),
      isProtected: true,
      allowsDowngrade: true,
    },
  ];
  const isSame = (row: Protection): boolean =>
    before !== undefined &&
    row.isProtected === before.isProtected &&
    (!row.isProtected || row.allowsDowngrade === before.allowsDowngrade);
  // The list begins with what applies, so that Enter changes nothing.
  rows.sort((left, right) => Number(isSame(right)) - Number(isSame(left)));
  const picked = await pickOne(rows, { title });
  if (picked === undefined) return undefined;
  return { isProtected: picked.isProtected, allowsDowngrade: picked.allowsDowngrade };
}
