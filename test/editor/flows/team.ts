// A team's project from test/workspaces in a window of its own: what the flows of the guides set up, ask and change.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { copyWorkspace, removeProject } from './project';
import { openBrowser, Workbench } from './workbench';
import { connectServer } from '../../database/postgresServer';
import { PYTHON } from '../../database/python';

/** A copy of the project for one file of flows, and the browser it is opened in; both are gone afterwards. */
export class Team {
  #browser: Browser | undefined;
  #folder = '';
  readonly #versions: string;

  private constructor(versions: string) {
    this.#versions = versions;
  }

  /** Called at the top of a file; `versions` is the folder of the revision files within the project. */
  static of(workspace: string, versions: string): Team {
    const team = new Team(versions);
    beforeAll(async () => {
      team.#browser = await openBrowser();
      team.#folder = await copyWorkspace(workspace, PYTHON);
    });
    afterAll(async () => {
      await team.#browser?.close();
      await removeProject(team.#folder);
    });
    return team;
  }

  get folder(): string {
    return this.#folder;
  }

  async open(): Promise<Workbench> {
    if (this.#browser === undefined) throw new Error('the browser was not started');
    return await Workbench.open(this.#browser, this.#folder);
  }

  file(...names: readonly string[]): string {
    return path.join(this.#folder, ...names);
  }

  /** The names of the revision files. */
  async revisions(): Promise<readonly string[]> {
    return (await readdir(this.file(this.#versions))).filter((name) => name.endsWith('.py'));
  }

  /** The revision file whose name holds a text. */
  async revisionFile(text: string): Promise<string> {
    const name = (await this.revisions()).find((file) => file.includes(text));
    if (name === undefined) throw new Error(`no revision file with ${text} in its name`);
    return this.file(this.#versions, name);
  }

  async readRevision(text: string): Promise<string> {
    return await readFile(await this.revisionFile(text), 'utf8');
  }
}

/** Changes a file as a colleague or another program does. */
export async function edit(file: string, change: (text: string) => string): Promise<void> {
  const text = await readFile(file, 'utf8');
  const changed = change(text);
  expect(changed).not.toBe(text);
  await writeFile(file, changed);
}

/** The rows that a server answers. */
export async function query(url: string, sql: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const session = await connectServer(url);
  try {
    return (await session.execute(sql)).rows;
  } finally {
    await session.close();
  }
}

/** What a server's version table holds. */
export async function versionRows(url: string): Promise<readonly unknown[]> {
  return (await query(url, 'SELECT version_num FROM alembic_version')).map((row) => row['version_num']);
}
