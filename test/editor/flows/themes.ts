// Every kind of theme, for pictures and for the rules of accessibility: what is shown is opened once and the theme changed under it.
import { changeSettings } from './userSettings';
import type { Workbench } from './workbench';

/** The kinds of theme, what the list of themes calls one of each, and the classes that pages and the workbench get in it. */
const THEMES = [
  { kind: 'dark', theme: 'Dark Modern', sign: 'vscode-dark', workbench: 'vs-dark' },
  { kind: 'light', theme: 'Light Modern', sign: 'vscode-light', workbench: 'vs' },
  {
    kind: 'high-contrast',
    theme: 'Dark High Contrast',
    sign: 'vscode-high-contrast',
    workbench: 'hc-black',
  },
  {
    kind: 'high-contrast-light',
    theme: 'Light High Contrast',
    sign: 'vscode-high-contrast-light',
    workbench: 'hc-light',
  },
] as const;

/** What the editor of the tests starts with. */
const USUAL_THEME = 'Light 2026';

/** Does something in each kind of theme, once the workbench and all pages in it have its colours. The last theme stays. */
export async function inEachTheme(
  workbench: Workbench,
  look: (kind: (typeof THEMES)[number]['kind']) => Promise<void>,
): Promise<void> {
  const { page } = workbench;
  for (const { theme, kind, sign, workbench: ofWorkbench } of THEMES) {
    await workbench.runCommand('Preferences: Color Theme');
    await workbench.quickInput().fill(theme);
    await workbench.pick(theme);
    await page.locator(`.monaco-workbench.${ofWorkbench}`).first().waitFor();
    for (const frame of page.frames()) {
      const body = frame.locator('body[data-vscode-theme-kind]');
      if ((await body.count().catch(() => 0)) > 0) await frame.locator(`body.${sign}`).waitFor();
    }
    await look(kind);
  }
}

/** Gives windows that are opened from here on the theme of all flows; an open one would not see its settings file change. */
export async function chooseUsualTheme(): Promise<void> {
  await changeSettings({ 'workbench.colorTheme': USUAL_THEME });
}
