// A project of given revisions, verified by the command line, and its results as the editor gets them.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { VerifyEvent, VerifyResult } from '../../server/src/database/verify/verifyEvents';
import { copyOfExample, retort, revisionSource, writeFiles } from '../support/commandLine';

/** Results by revision, as `--events json` tells them. */
export async function verify(
  folder: string,
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{
  readonly code: number;
  readonly results: ReadonlyMap<string, VerifyResult>;
  readonly notes: string[];
}> {
  const { code, stdout, stderr } = await retort(folder, ['verify', ...words, '--events', 'json'], { env });
  const events = stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as VerifyEvent);
  expect(events.at(-1)?.event, stderr).toBe('done');
  const results = events.flatMap((event) => (event.event === 'result' ? [event.result] : []));
  return {
    code,
    results: new Map(results.map((result) => [result.revision, result])),
    notes: events.flatMap((event) => (event.event === 'note' ? [event.text] : [])),
  };
}

/** A project with these revisions one after the other, on Alembic's own env.py. */
export function projectWith(
  bodies: readonly { readonly id: string; readonly up: string; readonly down: string }[],
): string {
  const folder = copyOfExample('shop');
  const ini = join(folder, 'alembic.ini');
  writeFileSync(
    ini,
    readFileSync(ini, 'utf8').replace('path_separator', 'version_locations = %(here)s/mine\npath_separator'),
  );
  const files = bodies.map(({ id, up, down }, index): [string, string] => [
    `mine/${id}.py`,
    revisionSource(id, bodies[index - 1]?.id, up, down),
  ]);
  writeFiles(folder, Object.fromEntries(files));
  return folder;
}

/** Two tables, which the other revisions alter. */
export const BASE = {
  id: 'base0000',
  up: `op.create_table("people", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.String(40), nullable=False), sa.Column("age", sa.Integer()), sa.Column("note", sa.Text(), server_default="none"))
op.create_table("pets", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("owner", sa.Integer()), sa.Column("kind", sa.String(20)))
op.create_index("ix_people_name", "people", ["name"])
op.create_unique_constraint("uq_pets_kind", "pets", ["kind"])`,
  down: 'op.drop_table("pets")\nop.drop_table("people")',
};
