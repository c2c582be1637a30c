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
      if (page.isClosed()) return;
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
    await this.again(async () => {
      await this.page.keyboard.press('F1');
      // While the window starts anew after a change of trust, a key reaches nobody.
      await this.quickInput().fill(`>${title}`, { timeout: 3000 });
      await row.waitFor({ timeout: 3000 });
      // Not cut short, or a command that did run would be run again.
      await row.click({ timeout: PATIENCE });
      await this.page.mouse.move(700, 450);
    }).catch(async (error: unknown) => {
      throw new Error(`the palette lists no "${title}" but ${await this.listed()}`, { cause: error });
    });
  }

  /** Does a step until it succeeds, as a person tries again who was faster than the editor; what it waits for has limits of its own. */
  private async again(step: () => Promise<void>): Promise<void> {
    const end = Date.now() + PATIENCE;
    for (;;) {
      try {
        await step();
        return;
      } catch (error) {
        if (Date.now() > end) throw error;
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

  /** Clicks the first row of the open list that holds a text, on its words and not on a button at its end. */
  async pick(text: string): Promise<void> {
    await this.quickRow(text)
      .first()
      .click({ position: { x: 40, y: 10 } });
  }

  /** Answers the input box that asks this; without a text, with what stands in it. */
  async answer(prompt: string, text = ''): Promise<void> {
    await this.page.locator('.quick-input-widget:visible').filter({ hasText: prompt }).waitFor();
    if (text !== '') await this.quickInput().fill(text);
    await this.page.keyboard.press('Enter');
  }

  /** Counts from here on how often the keyboard leaves the editor for a page in it, such as that of a plan. */
  async countKeyboardLost(): Promise<() => Promise<number>> {
    await this.page.evaluate(() => {
      const counted = globalThis as unknown as { keyboardLost: number };
      counted.keyboardLost = 0;
      globalThis.addEventListener('blur', () => (counted.keyboardLost += 1));
    });
    return async () =>
      await this.page.evaluate(() => (globalThis as unknown as { keyboardLost: number }).keyboardLost);
  }

  /** Messages in the corner that hold a text. */
  toast(text: string): Locator {
    return this.page.locator('.notification-toast').filter({ hasText: text });
  }

  /** Waits until the editor in front is one whose file name holds a text. */
  async tab(text: string): Promise<void> {
    await this.page.locator(`.tab.active[data-resource-name*="${text}"]`).waitFor();
  }

  /** Saves a connection to a server, whose URL holds its password, and has it tried. */
  async addConnection(url: string, name: string, protection: string): Promise<void> {
    await this.runCommand('Alembic: Add Connection...');
    await this.answer('URL as in SQLAlchemy', url);
    await this.answer('as plans and messages', name);
    const rows = this.page.locator('.quick-input-widget:visible .monaco-list-row');
    await rows
      .filter({ has: this.page.getByText(protection, { exact: true }) })
      .click({ position: { x: 40, y: 10 } });
    await this.toast(`works on ${name}`).waitFor();
  }

  /** Waits until the database stands at the revision with this message. */
  async isCurrent(message: string): Promise<void> {
    const current = this.page.locator('.part.sidebar .monaco-list-row[aria-label*=", current"]');
    await current.filter({ hasText: message }).waitFor();
  }

  /** Shows the Alembic side bar and waits for the first row. */
  async showRevisions(): Promise<void> {
    await this.showContainer();
    await this.treeRow('').first().waitFor();
  }

  /** Shows the Alembic side bar, whatever is in it. */
  async showContainer(): Promise<void> {
    const heading = this.viewHeading('Revisions');
    await this.again(async () => {
      // The icon of what is shown would hide it.
      if (!(await heading.isVisible()))
        await this.page.locator('.activitybar [aria-label^="Alembic"]').first().click();
      await heading.waitFor({ timeout: 5000 });
    });
    // Away from the icon, so that its tooltip is in no picture.
    await this.page.mouse.move(700, 450);
  }

  /** Opens or closes a view of the side bar by its heading. */
  async toggleView(title: string): Promise<void> {
    const heading = this.viewHeading(title);
    const wanted = (await heading.getAttribute('aria-expanded')) === 'true' ? 'false' : 'true';
    await this.again(async () => {
      if ((await heading.getAttribute('aria-expanded')) !== wanted)
        await heading.click({ position: { x: 40, y: 10 } });
      await this.viewHeading(title, `[aria-expanded="${wanted}"]`).waitFor({ timeout: 5000 });
    });
    await this.page.mouse.move(700, 450);
  }

  private viewHeading(title: string, state = ''): Locator {
    return this.page.locator(`.part.sidebar .pane-header[aria-label^="${title}"]${state}`);
  }

  /** Draws the edge of the side bar until it is so many pixels wide. */
  async widenSideBar(width: number): Promise<void> {
    const bar = await this.page.locator('.part.sidebar').boundingBox();
    if (bar === null) throw new Error('the side bar is not shown');
    await this.page.mouse.move(bar.x + bar.width, 600);
    await this.page.mouse.down();
    await this.page.mouse.move(bar.x + width, 600, { steps: 3 });
    await this.page.mouse.up();
    await this.page.mouse.move(700, 450);
  }

  /** Rows of the trees in the side bar that hold a text, or of which a screen reader says it. */
  treeRow(text: string): Locator {
    const rows = '.part.sidebar .monaco-list-row';
    return this.page.locator(
      `${rows}:has-text(${JSON.stringify(text)}), ${rows}[aria-label*=${JSON.stringify(text)}]`,
    );
  }

  /** Opens the file of a row; a tree that is drawn anew under the pointer is clicked again. */
  async openRow(text: string, file: string): Promise<void> {
    const tab = this.page.locator(`.tab.active[data-resource-name*="${file}"]`);
    await this.again(async () => {
      await this.treeRow(text).first().click();
      await tab.waitFor({ timeout: 5000 });
    });
  }

  /** The editor's code, with plain blanks. */
  async visibleCode(): Promise<string> {
    const lines = await this.page.locator('.editor-instance .view-lines').first().innerText();
    return lines.replaceAll('\u00a0', ' ');
  }

  /**
   * Rests with the pointer on a piece of the code until a hover says this. A hover that was opened before the findings of the
   * line were there does not change any more: the pointer goes and comes back.
   */
  async hoverCode(code: string, words: string): Promise<void> {
    const hover = this.page.locator('.monaco-hover:visible').filter({ hasText: words });
    await this.again(async () => {
      await this.page.mouse.move(700, 20);
      await this.codeLine(code).getByText(code).first().hover();
      await hover.first().waitFor({ timeout: 5000 });
    });
  }

  /**
   * Puts the cursor on a line and takes the quick fix whose title begins so; the list is asked for again when it was opened
   * before the findings of the line were there.
   */
  async mend(code: string, repair: string): Promise<void> {
    const fix = this.page.locator('.action-widget .monaco-list-row.action').filter({ hasText: repair });
    await this.again(async () => {
      await this.codeLine(code).click();
      await this.page.keyboard.press('Control+.');
      await fix.first().waitFor({ timeout: 5000 });
      await fix.first().click({ timeout: PATIENCE });
    });
  }

  async saveAll(): Promise<void> {
    await this.runCommand('File: Save All Files');
    await this.page.locator('.tab.dirty').first().waitFor({ state: 'detached' });
  }

  /** The first line of the code in sight that holds a text. */
  codeLine(code: string): Locator {
    return this.page.locator('.editor-instance .view-line').filter({ hasText: code }).first();
  }

  /** Writes a picture for a person to look at. */
  async takeScreenshot(name: string): Promise<void> {
    const folder = setting('RETORT_TEST_SCREENSHOTS');
    await mkdir(folder, { recursive: true });
    await this.page.screenshot({ path: path.join(folder, `${name}.png`) });
  }
}
