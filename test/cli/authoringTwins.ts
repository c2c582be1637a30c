// Two copies of a project, one for retort and one for Alembic: what both write has to be the same.
import { mkdtempSync, readdirSync, readFileSync, rmSync, cpSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect } from 'vitest';
import { program, retort, revisionSource, writeFiles, type Outcome } from '../support/commandLine';

export const python = process.env['RETORT_TEST_PYTHON'];
export const A = 'aaaa11112222';
export const B = 'bbbb11112222';
export const C = 'cccc11112222';
const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

export const INI = `[alembic]
script_location = %(here)s/migrations
`;

/** Two heads, B and C, on A. */
export const FORKED = {
  'migrations/versions/a.py': revisionSource(A, undefined, 'pass'),
  'migrations/versions/b.py': revisionSource(B, A, 'pass'),
  'migrations/versions/c.py': revisionSource(C, A, 'pass').replace(
    '\n\ndef',
    'branch_labels = ("web",)\n\n\ndef',
  ),
};
export const LINEAR = { 'migrations/versions/a.py': revisionSource(A, undefined, 'pass') };

export const GENERIC = `"""\${message}

Revision ID: \${up_revision}
Revises: \${down_revision | comma,n}
Create Date: \${create_date}

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa
\${imports if imports else ""}

# revision identifiers, used by Alembic.
revision: str = \${repr(up_revision)}
down_revision: Union[str, Sequence[str], None] = \${repr(down_revision)}
branch_labels: Union[str, Sequence[str], None] = \${repr(branch_labels)}
depends_on: Union[str, Sequence[str], None] = \${repr(depends_on)}


def upgrade() -> None:
    """Upgrade schema."""
    \${upgrades if upgrades else "pass"}


def downgrade() -> None:
    """Downgrade schema."""
    \${downgrades if downgrades else "pass"}
`;

export const CONDITIONS = `## a comment
${GENERIC}
% if depends_on:
# depends on \${depends_on | comma,n}
% elif not branch_labels and message != "x":
    % if depends_on is None:
# \${", ".join(branch_labels) if branch_labels else message.replace("y", " z ") | trim} \\
joined
    % endif
% else:
OTHER
% endif
LINES = \"\"\"
%% a percent sign
<%text>\${verbatim} % if</%text>
\"\"\"<%doc>
nothing</%doc>
PARENT = \${repr(down_revision or "none")}
`;

export function alembic(folder: string, words: readonly string[]): Promise<Outcome> {
  return program(python ?? '', ['-m', 'alembic', ...words], folder);
}

/** One project twice, so that both programs start from the same files. */
export function twins(files: Readonly<Record<string, string>>): readonly [string, string] {
  const parent = realpathSync(mkdtempSync(join(tmpdir(), 'retort-authoring-')));
  folders.push(parent);
  const [theirs, ours] = [join(parent, 'theirs'), join(parent, 'ours')];
  const all = { 'alembic.ini': INI, 'migrations/env.py': '', 'migrations/script.py.mako': GENERIC, ...files };
  writeFiles(theirs, all);
  cpSync(theirs, ours, { recursive: true });
  return [theirs, ours];
}

/** Every Python file below the folder, dates taken out. */
export function filesOf(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.py'),
  );
  return Object.fromEntries(
    names
      .sort()
      .map((name) => [
        name,
        readFileSync(join(folder, name), 'utf8').replace(
          /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{6})?/g,
          'DATE',
        ),
      ]),
  );
}

export async function checkSame(
  files: Readonly<Record<string, string>>,
  words: readonly string[],
): Promise<void> {
  const [theirFolder, ourFolder] = twins(files);
  const theirs = await alembic(theirFolder, words);
  const ours = await retort(ourFolder, words);
  expect(ours.stderr).toBe('');
  expect(theirs.code).toBe(0);
  expect(ours.stdout.replaceAll('/ours/', '/theirs/')).toBe(theirs.stdout);
  expect(filesOf(ourFolder)).toEqual(filesOf(theirFolder));
  const [heads, theirHeads] = [await alembic(ourFolder, ['heads']), await alembic(theirFolder, ['heads'])];
  // Alembic prints the labels of a revision from a set: their order is by chance.
  const inAnyOrder = ({ code, stdout }: Outcome): unknown => ({
    code,
    words: stdout.split(/[\s(),]+/).sort(),
  });
  expect(inAnyOrder(heads)).toEqual(inAnyOrder(theirHeads));
}

export async function checkRefused(
  files: Readonly<Record<string, string>>,
  words: readonly string[],
): Promise<void> {
  const [theirFolder, ourFolder] = twins(files);
  const theirs = await alembic(theirFolder, words);
  const before = filesOf(ourFolder);
  const ours = await retort(ourFolder, words);
  expect(theirs.code).toBe(255);
  expect(ours.code).toBe(2);
  const said = /FAILED: (.*)/.exec(theirs.stdout)?.[1] ?? 'nothing';
  expect(ours.stderr.split('\n')[0]).toBe(`error: ${said.trim()}`);
  expect(filesOf(ourFolder)).toEqual(before);
}

export const ini = (more: string): Record<string, string> => ({ 'alembic.ini': INI + more });
