// A child of `npm run bench -- graph`: `node --expose-gc graphFigures.mjs ENGINE PROJECT` keeps a whole project as the
// language server does, edits it, and prints its figures as JSON.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const [enginePath = '', project = ''] = process.argv.slice(2);
const { Workspace, TEMPLATE_ENVIRONMENT } = createRequire(import.meta.url)(enginePath);

const versions = path.join(project, 'migrations', 'versions');
const files = readdirSync(versions)
  .filter((name) => name.endsWith('.py'))
  .sort()
  .map((name) => ({
    path: path.join(versions, name),
    text: readFileSync(path.join(versions, name), 'utf8'),
  }));
let workspace = Workspace.create(files, {
  dialect: 'postgresql',
  environment: TEMPLATE_ENVIRONMENT,
  rules: {},
});
if (workspace.graph.revisions.length !== files.length) throw new Error('not all revisions were read');

/** The median over edits of the file in the middle. `change` gets the number of the edit. */
function edited(/** @type {(text: string, round: number) => string} */ change) {
  const file = files[files.length >> 1];
  if (file === undefined) return NaN;
  const times = [];
  for (let round = 0; round < 21; round += 1) {
    const text = change(file.text, round);
    const began = performance.now();
    workspace = workspace.withFile(file.path, text);
    if (workspace.graph.heads.length === 0) throw new Error('no heads');
    times.push(performance.now() - began);
  }
  return times.sort((left, right) => left - right)[10] ?? NaN;
}

const body = edited((text, round) => `${text}# ${round}\n`);
const root = workspace.graph.bases[0];
const header = edited((text, round) =>
  round % 2 === 0 ? text.replace(/^(down_revision.*= ).*$/m, `$1'${root}'`) : text,
);
globalThis.gc?.();
console.log(JSON.stringify({ body, header, heap: process.memoryUsage().heapUsed }));
