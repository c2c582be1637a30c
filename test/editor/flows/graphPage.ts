// The revision graph's page inside the editor, as verbs, and the projects it is tried on.
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { expect } from 'vitest';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** Waits for the frame that shows the graph. */
export async function graphFrame(page: Page): Promise<Frame> {
  let found: Frame | undefined;
  await expect
    .poll(
      async () => {
        for (const frame of page.frames()) {
          const rows = await frame
            .locator('.canvas [role=treeitem]')
            .count()
            .catch(() => 0);
          if (rows > 0) found = frame;
        }
        return found !== undefined;
      },
      { timeout: 60_000 },
    )
    .toBe(true);
  return found!;
}

/** What a screen reader is told of the row with the keyboard's attention. */
export async function activeRow(frame: Frame): Promise<string> {
  return await frame.evaluate(() => {
    const id = document.querySelector('[role=tree]')?.getAttribute('aria-activedescendant') ?? '';
    const row = document.getElementById(id);
    return Array.from(row?.children ?? [], ({ textContent }) => textContent)
      .filter((text) => text !== '')
      .join(', ');
  });
}

/** The accessibility rules that the page breaks, with the elements concerned. */
export async function axeViolations(frame: Frame): Promise<readonly string[]> {
  await frame.evaluate(await readFile(AXE, 'utf8'));
  return await frame.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>;
      };
    };
    const { violations } = await axe.run();
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
    );
  });
}

/** Writes a revision file. Everything is given as it shall read in Python's eyes. */
export async function writeRevision(folder: string, { file, ...header }: RevisionText): Promise<void> {
  const python = (value: unknown): string => (value === null ? 'None' : JSON.stringify(value));
  const { message, date, revision, downRevision, dependsOn = null, branchLabels = null } = header;
  const docstring = date === undefined ? message : `${message}\n\nCreate Date: ${date}\n`;
  const text = [
    python(docstring),
    `revision = ${python(revision)}`,
    `down_revision = ${python(downRevision)}`,
    `depends_on = ${python(dependsOn)}`,
    `branch_labels = ${python(branchLabels)}`,
    'def upgrade():\n    pass',
    'def downgrade():\n    pass\n',
  ].join('\n');
  await writeFile(path.join(folder, 'migrations', 'versions', file), text);
}

export interface RevisionText {
  readonly file: string;
  readonly message: string;
  readonly date?: string;
  readonly revision: string;
  readonly downRevision: string | readonly string[] | null;
  readonly dependsOn?: string | null;
  readonly branchLabels?: readonly string[] | null;
}
