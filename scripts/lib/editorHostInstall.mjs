// Fetches a real VS Code from npm (code-server and the Node it needs) for machines where the desktop one cannot be had.
// Starting it is editorHost.mjs; what draws its pages is chromium.mjs.
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { canInstallPackages, installFromNpm, installPackages, once } from './install.mjs';
import { cached } from './paths.mjs';
import { capture, must } from './run.mjs';

const CODE_SERVER = '4.139.1';
const NODE = '24.21.0';

/** Parts of the server that the tests and the demo do not use: chat, and extensions that would phone home. */
const UNUSED = [
  'node_modules/@github/copilot',
  'node_modules/@microsoft/mxc-sdk',
  'extensions/copilot',
  'extensions/mermaid-markdown-features',
];

/** @typedef {{ node: string, server: string }} EditorHost The program and the folder to start with it. */

/**
 * The editor host, fetched on first use (about 90 s and 530 MB).
 * @returns {Promise<EditorHost | { skip: string }>}
 */
export async function installEditorHost() {
  if (process.platform === 'win32')
    return { skip: 'code-server does not run on Windows: install VS Code there' };
  const folder = cached(`editor-host-${CODE_SERVER}-node-${NODE}`);
  const nodePackage = `node-${process.platform}-${process.arch}`;
  if (!existsSync(folder))
    console.log(`fetching VS Code in the browser (code-server ${CODE_SERVER}), about 90 s`);
  try {
    await once(folder, (target) => fill(target, nodePackage));
  } catch (error) {
    return {
      skip: `code-server could not be installed: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
  return {
    node: path.join(folder, 'node_modules', nodePackage, 'bin', 'node'),
    server: path.join(folder, 'server', 'node_modules', 'code-server'),
  };
}

/**
 * @param {string} folder
 * @param {string} nodePackage
 */
async function fill(folder, nodePackage) {
  await installFromNpm(folder, [`${nodePackage}@${NODE}`]);
  const nodeFolder = path.join(folder, 'node_modules', nodePackage);
  const env = {
    PATH: `${path.join(nodeFolder, 'bin')}${path.delimiter}${process.env['PATH'] ?? ''}`,
    npm_config_nodedir: nodeFolder,
  };
  await installFromNpm(path.join(folder, 'server'), [`code-server@${CODE_SERVER}`], env);
  const vscode = path.join(folder, 'server', 'node_modules', 'code-server', 'lib', 'vscode');
  const install = ['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'];
  await must('npm', install, { cwd: vscode, env });
  await buildLogger(vscode, env);
  for (const unused of UNUSED) await rm(path.join(vscode, unused), { recursive: true, force: true });
}

/**
 * The log writer is the one native module that matters: without it output channels stay empty, the rest works.
 * @param {string} vscode
 * @param {Record<string, string>} env
 */
async function buildLogger(vscode, env) {
  const hasCompiler =
    (await capture('g++', ['--version'])).code === 0 && (await capture('make', ['--version'])).code === 0;
  if (!hasCompiler && canInstallPackages()) await installPackages('g++', 'make', 'python3');
  const { code } = await capture('npm', ['rebuild', '@vscode/spdlog'], { cwd: vscode, env });
  if (code !== 0) console.log('no C++ compiler: output channels of the browser VS Code stay empty');
}
