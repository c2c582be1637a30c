// The demo in an editor: the desktop VS Code where there is one, else VS Code in the browser, until Ctrl+C.
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { atEnd } from './cleanUp.mjs';
import { findDesktopCode } from './desktop.mjs';
import { startEditorHost } from './editorHost.mjs';
import { installEditorHost } from './editorHostInstall.mjs';
import { openEntrance } from './entrance.mjs';
import { exists } from './install.mjs';
import { packExtension } from './package.mjs';
import { cached, ROOT } from './paths.mjs';
import { show } from './run.mjs';
import { copyExamples } from './workspaces.mjs';

const EXAMPLES = ['shop', 'shop-review'];

/**
 * Opens the shop with Retort. Needs a built dist/. The projects are copies, so that trying things out leaves the
 * checkout as it was; what one did there is kept until the copy is deleted.
 * @param {{ isBrowserWanted: boolean }} options
 * @returns {Promise<number>} the exit code
 */
export async function demoInEditor({ isBrowserWanted }) {
  const folder = cached('demo');
  const missing = [];
  for (const example of EXAMPLES) if (!(await exists(path.join(folder, example)))) missing.push(example);
  await copyExamples(folder, missing);
  const desktop = isBrowserWanted ? { skip: 'as asked' } : await findDesktopCode();
  if ('command' in desktop) return await openDesktop(desktop.command, folder);
  console.log(`VS Code opens in the browser (${desktop.skip})`);
  return await openBrowser(folder);
}

/**
 * @param {string} command
 * @param {string} folder
 */
async function openDesktop(command, folder) {
  const args = ['--new-window', `--extensionDevelopmentPath=${ROOT}`, path.join(folder, 'shop')];
  const code = await show(command, args);
  if (code !== 0) throw new Error(`${command} ended with ${code}`);
  console.log(`VS Code opens ${path.join(folder, 'shop')} with Retort.`);
  console.log(
    `Mistakes to look at are in ${path.join(folder, 'shop-review')}: open that folder in the same window.`,
  );
  tellWhatToDo();
  return 0;
}

/**
 * @param {string} folder
 * @returns {Promise<number>}
 */
async function openBrowser(folder) {
  const host = await installEditorHost();
  if ('skip' in host) throw new Error(`${host.skip}. \`npm run demo -- --terminal\` needs no editor.`);
  const extension = cached('vsix', 'retort.vsix');
  await packExtension(extension);
  // The address is open to every user of this machine, and an editor can run anything.
  const password = randomBytes(9).toString('base64url');
  const running = await startEditorHost({
    host,
    extension,
    isTrustAsked: false,
    isDriven: false,
    isForTests: false,
    password,
  });
  atEnd(running.stop);
  const folders = Object.fromEntries(EXAMPLES.map((example) => [example, path.join(folder, example)]));
  const { addresses, stop } = await openEntrance(running, password, folders);
  atEnd(stop);
  console.log(`\nThe shop:             ${addresses['shop']}`);
  console.log(`Mistakes to look at:  ${addresses['shop-review']}`);
  console.log('Only who has these addresses can open them, on this machine. Ctrl+C ends the editor.');
  tellWhatToDo();
  await running.ended;
  throw new Error(`the editor ended: ${(await running.log()).trim().split('\n').slice(-5).join('\n')}`);
}

function tellWhatToDo() {
  console.log(
    '\nOpen the Alembic view at the left, then run "Alembic: Upgrade to Head" from the palette (F1).',
  );
  console.log('The database is the embedded PostgreSQL; its data stays in .retort/ of the project folder.');
}
