// What a person does in VS Code, as verbs: open a file, run a command from the palette, read the tree, click. Steps are the flows' business.
import { mkdir } from 'node:fs/promises';
import * as path from 'node:path';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import { onTestFailed } from 'vitest';

/** How long one step may take; the first one waits for the extension to start as well. */
const PATIENCE = 60_000;

/** The addresses and programs that scripts/lib/editorTests.mjs hands over. */
function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: run the flows with npm run test:editor`);
  return value;
}

/** Starts the browser; the caller closes it. */
export async function openBrowser(): Promise<Browser> {
  return await chromium.launch({
    executablePath: setting('RETORT_TEST_CHROMIUM'),
    headless: true,
    args: setting('RETORT_TEST_CHROMIUM_ARGUMENTS').split(' '),
  });
}

/** One window of the editor, on one folder. */
export class Workbench {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  /** With `isTrustAsked` the folder is opened in an editor that asks whether to trust it. */
  static async open(browser: Browser, folder: string, { isTrustAsked = false } = {}): Promise<Workbench> {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    page.setDefaultTimeout(PATIENCE);
    const query = new URLSearchParams({ folder });
    const editor = setting(isTrustAsked ? 'RETORT_TEST_ASKING_EDITOR' : 'RETORT_TEST_EDITOR');
    await page.goto(`${editor}?${query.toString()}`);
    await page.locator('.monaco-workbench .part.sidebar').waitFor();
    const workbench = new Workbench(page);
    onTestFailed(async ({ task }) => {
      await workbench.takeScreenshot(`failed ${task.name.replaceAll(/\W+/g, ' ').trim()}`);
    });
    return workbench;
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }

  /** Opens a file by the end of its name and waits for its editor. */
  async openFile(name: string): Promise<void> {
    await this.page.keyboard.press('Control+P');
    const input = this.quickInput();
    await input.fill(name);
    await this.quickRow(name).first().waitFor();
    await this.page.keyboard.press('Enter');
    await this.page.locator(`.tab.active[data-resource-name*="${name}"]`).waitFor();
  }

  /** Runs a command by its title in the palette, once the palette has it: the extension may be starting still. */
  async runCommand(title: string): Promise<void> {
    // By its row and not with Enter: right after F1 the list holds what was run last, and Enter would run the first of these.
    const row = this.page
      .locator(`.quick-input-widget:visible .monaco-list-row[aria-label^="${title}"]`)
      .first();
    const end = Date.now() + PATIENCE;
    for (;;) {
      await this.page.keyboard.press('F1');
      try {
        // While the window starts anew after a change of trust, a key reaches nobody.
        await this.quickInput().fill(`>${title}`, { timeout: 3000 });
        await row.click({ timeout: 3000 });
        await this.page.mouse.move(700, 450);
        return;
      } catch (error) {
        if (Date.now() > end)
          throw new Error(`the palette lists no "${title}" but ${await this.listed()}`, { cause: error });
        await this.page.keyboard.press('Escape');
      }
    }
  }

  /** What the open list offers, for a message. */
  private async listed(): Promise<string> {
    const labels = await this.page.locator('.quick-input-widget:visible .monaco-list-row').allInnerTexts();
    return JSON.stringify(labels.map((text) => text.replaceAll(/\s+/g, ' ')));
  }

  /** Messages that nobody closed keep a new one from being shown: there is room for three. */
  async clearNotifications(): Promise<void> {
    await this.runCommand('Notifications: Clear All Notifications');
    await this.page.locator('.notification-toast').first().waitFor({ state: 'hidden' });
  }

  /** The text field of the palette or of a list. */
  quickInput(): Locator {
    return this.page.locator('.quick-input-widget:visible input.input');
  }

  /** Rows of the open list that hold a text. */
  quickRow(text: string): Locator {
    return this.page.locator('.quick-input-widget:visible .monaco-list-row').filter({ hasText: text });
  }

  /** Shows the Alembic side bar. */
  async showRevisions(): Promise<void> {
    await this.page.locator('.activitybar [aria-label^="Alembic"]').first().click();
    // Away from the icon, so that its tooltip is in no picture.
    await this.page.mouse.move(700, 450);
    await this.treeRow('').first().waitFor();
  }

  /** Rows of the trees in the side bar that hold a text. */
  treeRow(text: string): Locator {
    return this.page.locator('.part.sidebar .monaco-list-row').filter({ hasText: text });
  }

  /** Opens the file of a row; a tree that is drawn anew under the pointer is clicked again. */
  async openRow(text: string, file: string): Promise<void> {
    const tab = this.page.locator(`.tab.active[data-resource-name*="${file}"]`);
    const end = Date.now() + PATIENCE;
    for (;;) {
      await this.treeRow(text).first().click();
      try {
        await tab.waitFor({ timeout: 5000 });
        return;
      } catch (error) {
        if (Date.now() > end) throw error;
      }
    }
  }

  /** The editor's code, with plain blanks. */
  async visibleCode(): Promise<string> {
    const lines = await this.page.locator('.editor-instance .view-lines').first().innerText();
    return lines.replaceAll('\u00a0', ' ');
  }

  /** Writes a picture for a person to look at. */
  async takeScreenshot(name: string): Promise<void> {
    const folder = setting('RETORT_TEST_SCREENSHOTS');
    await mkdir(folder, { recursive: true });
    await this.page.screenshot({ path: path.join(folder, `${name}.png`) });
  }
}
