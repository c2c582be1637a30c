// The page of a plan inside the editor, as verbs.
import type { Frame, Page } from 'playwright-core';
import { expect } from 'vitest';

/** Waits for the frame whose plan asks to be run by a button of this name. */
export async function planPage(page: Page, run: string): Promise<Frame> {
  let found: Frame | undefined;
  await expect
    .poll(
      async () => {
        for (const frame of page.frames()) {
          const isAsking = await frame
            .getByRole('button', { name: run, exact: true })
            .isVisible()
            .catch(() => false);
          if (isAsking) found = frame;
        }
        return found !== undefined;
      },
      { timeout: 60_000 },
    )
    .toBe(true);
  return found!;
}

/** Waits for the plan and has it run. */
export async function runPlan(page: Page, run: string): Promise<void> {
  const frame = await planPage(page, run);
  await frame.getByRole('button', { name: run, exact: true }).click();
}

/** Types the name that a protected database asks for, and presses Enter. */
export async function typeName(frame: Frame, name: string): Promise<void> {
  const input = frame.getByRole('textbox');
  await input.fill(name);
  await input.press('Enter');
}
