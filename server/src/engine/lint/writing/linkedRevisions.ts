// Revisions that a fix puts behind the one it is about: their ids, file names and texts in the style of that file. Only for a
// revision that nothing stands on yet, since everything behind it would have to move.
import type { FileEdit } from '../finding';
import type { RevisionContext } from '../rule';
import { prefersDoubleQuotes, withDoubleQuotes } from './quotes';
import { descendants, topLevelFunction } from '../../python/find';
import { parseModule } from '../../python/parse';

/** What one more revision does. */
export interface LinkedRevision {
  /** A word for its file name: `backfill`. */
  readonly tag: string;
  readonly message: string;
  readonly upgrade: readonly string[];
  readonly downgrade: readonly string[];
}

/** The new files in the order of the history; undefined where the revision has children, no plain id or no place for them. */
export function linkedRevisions(
  revision: RevisionContext,
  wanted: readonly LinkedRevision[],
): readonly FileEdit[] | undefined {
  const { graph, header } = revision;
  const own = header.revision === undefined ? undefined : graph.byKey.get(header.revision.value);
  if (own === undefined || own.nextRevisions.length > 0 || own.path !== revision.path) return undefined;
  const files: FileEdit[] = [];
  let parent = own.revision;
  for (const one of wanted) {
    const id = newId(revision, `${parent} ${one.tag}`);
    const path = pathOf(revision.path, own.revision, id, one.tag);
    if (revision.textOf(path) !== undefined) return undefined;
    const text = textOf(revision, one, id, parent);
    files.push({ path, isNew: true, edits: [{ span: { start: 0, end: 0 }, text }] });
    parent = id;
  }
  return files;
}

/** Twelve hexadecimal digits that follow from the parent, so that asking twice gives the same; never one that is taken. */
function newId({ graph }: RevisionContext, seed: string): string {
  for (let salt = 0; ; salt++) {
    const id = hash(`${seed} ${String(salt)}`);
    if (graph.byKey.get(id) === undefined && /[a-f]/.test(id)) return id;
  }
}

/** FNV-1a over 64 bits, cut to 48. */
function hash(text: string): string {
  let value = 0xcbf29ce484222325n;
  for (let at = 0; at < text.length; at++) {
    value ^= BigInt(text.charCodeAt(at));
    value = BigInt.asUintN(64, value * 0x100000001b3n);
  }
  return (value >> 16n).toString(16).padStart(12, '0');
}

/** Beside the revision, named as it is: its id replaced, the word at the end. */
function pathOf(path: string, own: string, id: string, tag: string): string {
  const at = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1;
  const stem = path.slice(at).replace(/\.py$/, '');
  const name = stem.includes(own) ? `${stem.replace(own, id)}_${tag}` : `${id}_${tag}`;
  return `${path.slice(0, at)}${name}.py`;
}

function textOf(
  { source, module, header }: RevisionContext,
  { message, upgrade, downgrade }: LinkedRevision,
  id: string,
  parent: string,
): string {
  const arrow = topLevelFunction(module, 'upgrade')?.returns === undefined ? '' : ' -> None';
  const date = header.createDate === undefined ? '' : `Create Date: ${header.createDate}\n`;
  const body = (lines: readonly string[]): string =>
    (lines.every((line) => line.startsWith('#')) ? [...lines, 'pass'] : lines)
      .map((line) => (line === '' ? '' : `    ${line}`))
      .join('\n');
  const code =
    `revision = '${id}'\ndown_revision = '${parent}'\nbranch_labels = None\ndepends_on = None\n\n\n` +
    `def upgrade()${arrow}:\n${body(upgrade)}\n\n\ndef downgrade()${arrow}:\n${body(downgrade)}\n`;
  const imports = importsFor(code, source, module);
  const styled = prefersDoubleQuotes(module) ? withDoubleQuotes(code) : code;
  const docstring = `"""${message}\n\nRevision ID: ${id}\nRevises: ${parent}\n${date}"""\n\n`;
  const text = `${docstring}${imports}\n${styled}`;
  return source.includes('\r\n') ? text.replaceAll('\n', '\r\n') : text;
}

/** The import lines of the file that the code needs, as they are written there. */
function importsFor(code: string, source: string, module: RevisionContext['module']): string {
  const names = new Set(
    descendants(parseModule(code)).flatMap((node) => (node.kind === 'name' ? [node.name] : [])),
  );
  const lines = module.body.flatMap((statement) => {
    if (statement.kind !== 'import' && statement.kind !== 'importFrom') return [];
    const isUsed = statement.names.some(({ name, as }) => names.has(as ?? name.split('.')[0] ?? name));
    return isUsed ? [`${source.slice(statement.span.start, statement.span.end)}\n`] : [];
  });
  const missing = [
    ['op', 'from alembic import op\n'],
    ['sa', 'import sqlalchemy as sa\n'],
  ] as const;
  const bound = new Set(
    module.body.flatMap((statement) =>
      statement.kind === 'import' || statement.kind === 'importFrom'
        ? statement.names.map(({ name, as }) => as ?? name)
        : [],
    ),
  );
  return [
    ...lines,
    ...missing.flatMap(([name, line]) => (names.has(name) && !bound.has(name) ? [line] : [])),
  ].join('');
}
