// The revision graph of 10,000 revisions: what the language server needs to answer, and the page to show the answer and
// to scroll through it.
import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import {
  createProtocolConnection,
  InitializedNotification,
  InitializeRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { CHROMIUM_ARGUMENTS, findChromium } from '../lib/chromium.mjs';
import { inRoot } from '../lib/paths.mjs';

const COUNT = 10_000;
/** What the page needs of VS Code, and a strict policy as VS Code's page has one. */
const PAGE = `<!DOCTYPE html><meta charset="utf-8"><link rel="stylesheet" href="graph.css"><body>
<script>globalThis.acquireVsCodeApi = () => ({ postMessage() {}, getState() {}, setState() {} });</script>
<script src="graph.js"></script>`;

/** @type {import('../lib/benchReport.mjs').BenchSubject['bench']} */
export async function bench(report, { folder }) {
  const root = await folder();
  const project = path.join(root, 'project');
  await writeHistory(project);
  const { graph, milliseconds } = await askServer(project);
  report.time(`graph of ${COUNT} revisions from the language server`, milliseconds);
  const browser = await findChromium();
  if ('skip' in browser) {
    console.log(browser.skip);
    return;
  }
  const page = path.join(inRoot('dist', 'media'), 'bench.html');
  await writeFile(page, PAGE);
  const { shown, frame } = await showPage(browser.executablePath, page, graph);
  report.time(`  shown in the page`, shown);
  report.time(`revision graph of ${COUNT} revisions opened`, milliseconds + shown, 500);
  report.time('  one step of scrolling, drawn', frame, 16);
}

/** @param {string} project */
async function askServer(project) {
  const server = spawn(process.execPath, [inRoot('dist', 'server.js'), '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  connection.listen();
  await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: [{ uri: pathToFileURL(project).href, name: 'project' }],
    initializationOptions: { isTrusted: true },
    capabilities: {},
  });
  await connection.sendNotification(InitializedNotification.type, {});
  /** @type {{ id: string }[]} */
  const projects = await connection.sendRequest('retort/projects', {});
  const began = performance.now();
  /** @type {{ rows: unknown[] }} */
  const graph = await connection.sendRequest('retort/graph', {
    projectId: projects[0]?.id,
    current: ['r05000'],
  });
  const milliseconds = performance.now() - began;
  connection.end();
  server.kill();
  if (graph.rows.length !== COUNT) throw new Error(`the graph has ${graph.rows.length} rows`);
  return { graph, milliseconds };
}

/**
 * @param {string} executablePath
 * @param {string} file
 * @param {unknown} graph
 * @returns {Promise<{ shown: number, frame: number }>}
 */
async function showPage(executablePath, file, graph) {
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGUMENTS });
  try {
    const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
    await page.goto(pathToFileURL(file).href);
    return await page.evaluate(async (text) => {
      /** @returns {Promise<void>} */
      const drawn = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      const frame = {
        ...{ projectId: 'p', projectName: 'p', database: '', isTrusted: true, hasDatabase: true },
        ...{ showsDates: true, zoom: 100 },
        words: {},
      };
      const began = performance.now();
      window.postMessage({ kind: 'show', frame, graph: JSON.parse(text) }, '*');
      while (document.querySelector('.row') === null) await drawn();
      await drawn();
      const shown = performance.now() - began;
      const scroller = document.querySelector('.scroller');
      if (scroller === null) throw new Error('the page shows no graph');
      let worst = 0;
      for (let step = 0; step < 60; step++) {
        scroller.scrollTop += 900;
        const start = performance.now();
        scroller.dispatchEvent(new Event('scroll'));
        await new Promise((resolve) => requestAnimationFrame(resolve));
        const before = performance.now();
        document.body.getBoundingClientRect();
        worst = Math.max(worst, performance.now() - Math.max(before, start));
      }
      return { shown, frame: worst };
    }, JSON.stringify(graph));
  } finally {
    await browser.close();
  }
}

/**
 * A main line with a branch and its merge in every fifty revisions.
 * @param {string} project
 */
async function writeHistory(project) {
  const versions = path.join(project, 'migrations', 'versions');
  await mkdir(versions, { recursive: true });
  await writeFile(path.join(project, 'alembic.ini'), '[alembic]\nscript_location = %(here)s/migrations\n');
  await writeFile(path.join(project, 'migrations', 'env.py'), '');
  const id = (/** @type {number} */ n) => `'r${String(n).padStart(5, '0')}'`;
  for (let n = 0; n < COUNT; n++) {
    const down =
      n === 0 ? 'None' : n % 50 === 3 ? `(${id(n - 1)}, ${id(n - 2)})` : n % 50 === 2 ? id(n - 2) : id(n - 1);
    const date = new Date(Date.UTC(2026, 0, 1) + n * 60_000).toISOString().replace('T', ' ').slice(0, 19);
    const text =
      `"""change number ${n}\n\nCreate Date: ${date}\n\n"""\nrevision = ${id(n)}\ndown_revision = ${down}\n` +
      `branch_labels = None\ndepends_on = None\n\n\ndef upgrade():\n    pass\n\n\ndef downgrade():\n    pass\n`;
    await writeFile(path.join(versions, `${String(n).padStart(5, '0')}.py`), text);
  }
}
