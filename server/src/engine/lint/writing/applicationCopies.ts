// Takes an import of application code out of a revision: what is not used goes, a constant is written down, a model becomes a small
// class or table of this point of the history.
import { importedThing, type ImportedModel } from './importedThing';
import type { Fix } from '../finding';
import { tableBefore } from '../functionFacts';
import type { MappedTable } from '../mappedTables';
import type { RevisionContext } from '../rule';
import { lineIndent, lineStart } from './calls';
import { writeType } from './definitions';
import { writeString } from './literals';
import { planImports, type ModuleNames } from './names';
import { descendants } from '../../python/find';
import type { SyntaxNode } from '../../python/children';
import type { Import, ImportFrom } from '../../python/syntax';
import type { SchemaColumn } from '../../schema/schema';
import type { TextEdit } from '../../text/edit';

/** None where a name is used in a way that a copy would change. */
export function fixesForImport(revision: RevisionContext, statement: Import | ImportFrom): readonly Fix[] {
  const { source, module, path } = revision;
  const at = lineStart(source, statement.span.start);
  const newline = source.indexOf('\n', statement.span.end);
  const isAlone = source.slice(at, statement.span.start).trim() === '';
  if (!isAlone || newline < 0 || statement.names.some(({ name }) => name === '*')) return [];
  const bound = statement.names.map(
    ({ name, as }) => as ?? (statement.kind === 'import' ? (name.split('.')[0] ?? name) : name),
  );
  const uses = bound.map((name) => usesOf(module, name));
  const isOnly = descendants(module).some(
    (node) => node.kind === 'function' && node.body.length === 1 && node.body[0] === statement,
  );
  if (uses.every((list) => list.length === 0)) {
    const whole = { start: at, end: newline + 1 };
    const edit: TextEdit = isOnly ? { span: statement.span, text: 'pass' } : { span: whole, text: '' };
    return [
      {
        title: 'Remove the import: nothing uses it',
        isPreferred: true,
        isSafe: false,
        files: [{ path, edits: [edit] }],
      },
    ];
  }
  if (statement.kind === 'import' || statement.level > 0) return [];
  const { names, complete } = planImports(module, source);
  const written: string[] = [];
  const edits: TextEdit[] = [];
  for (const [index, { name }] of statement.names.entries()) {
    const list = uses[index] ?? [];
    if (list.length === 0) continue;
    const thing = importedThing(statement.module, name, revision);
    const local = bound[index] ?? name;
    if (thing === undefined) return [];
    if (thing.kind === 'constant') written.push(`${local} = ${thing.source}`);
    else {
      const copy = copyOfModel(revision, names, local, list, thing);
      if (copy === undefined) return [];
      written.push(...copy.lines);
      edits.push(...copy.edits);
    }
  }
  const indent = lineIndent(source, statement.span.start);
  const text = written.join(`\n${indent}`).replaceAll(`\n${indent}\n`, '\n\n');
  const what = bound.filter((_, index) => (uses[index] ?? []).length > 0).join(', ');
  const own: readonly TextEdit[] = [{ span: statement.span, text }, ...edits];
  return [
    {
      title: `Copy ${what} into the revision, as of this point of the history`,
      isPreferred: true,
      isSafe: false,
      files: [{ path, edits: withImportsFirst(complete(own), own.length, indent) }],
    },
  ];
}

/** Imports that the copies need go in front of them; elsewhere they could come too late. */
function withImportsFirst(
  completed: readonly TextEdit[],
  count: number,
  indent: string,
): readonly TextEdit[] {
  const [imports, copy, ...others] = completed;
  if (completed.length === count || imports === undefined || copy === undefined) return completed;
  const lines = imports.text.trimEnd().split('\n');
  return [{ ...copy, text: [...lines, copy.text].join(`\n${indent}`) }, ...others];
}

/** A place where a name is read, and what is asked of it: `Account.email` has the attribute. */
interface Use {
  readonly node: SyntaxNode;
  readonly attribute: string | undefined;
  readonly isCalled: boolean;
}

function usesOf(module: RevisionContext['module'], name: string): readonly Use[] {
  const nodes = descendants(module);
  const parents = new Map<SyntaxNode, SyntaxNode>();
  for (const node of nodes) {
    if (node.kind === 'attribute') parents.set(node.object, node);
    if (node.kind === 'call') parents.set(node.function, node);
  }
  return nodes.flatMap((node) => {
    if (node.kind !== 'name' || node.name !== name) return [];
    const parent = parents.get(node);
    const attribute = parent?.kind === 'attribute' ? parent : undefined;
    return [{ node: attribute ?? node, attribute: attribute?.name, isCalled: parent?.kind === 'call' }];
  });
}

function copyOfModel(
  revision: RevisionContext,
  names: ModuleNames,
  local: string,
  uses: readonly Use[],
  { mapped, source, others }: ImportedModel,
): { readonly lines: readonly string[]; readonly edits: readonly TextEdit[] } | undefined {
  // A new row would miss the defaults that the model fills in, an UPDATE its onupdate values.
  if (uses.some(({ isCalled }) => isCalled) || source.includes('onupdate')) return undefined;
  const isKnown = ({ attribute }: Use): boolean =>
    attribute === undefined || attribute === '__table__' || mapped.attributes.has(attribute);
  if (!uses.every(isKnown)) return undefined;
  const words = wordsOf(revision.module);
  const columns = columnsOf(revision, mapped);
  const key = primaryKeyOf(revision, mapped);
  const wanted = [...mapped.attributes].filter(
    ([attribute, column]) => words.has(attribute) || words.has(column) || key.has(column),
  );
  const lines: string[] = [];
  const isCore = uses.every(({ attribute }) => attribute === '__table__');
  for (const [attribute, name] of wanted) {
    const column = columns.get(name);
    const type = column?.type === undefined ? undefined : writeType(column.type, names);
    if (type === undefined) return undefined;
    if (isCore) lines.push(`    ${names.sa}.column(${writeString(name)}, ${type}),`);
    else {
      const written = attribute === name ? '' : `${writeString(name)}, `;
      const isKey = key.has(name) ? ', primary_key=True' : '';
      lines.push(`    ${attribute} = ${names.sa}.Column(${written}${type}${isKey})`);
    }
  }
  // The mapper needs a key, and a member that is no column is not copied.
  if (
    wanted.length === 0 ||
    key.size === 0 ||
    ![...key].every((name) => wanted.some(([, column]) => column === name))
  )
    return undefined;
  if (others.some((member) => words.has(member))) return undefined;
  return isCore
    ? coreTable(revision, names, local, uses, mapped, lines)
    : { lines: classLines(mapped, local, lines), edits: [] };
}

function classLines(mapped: MappedTable, local: string, columns: readonly string[]): readonly string[] {
  const schema =
    mapped.schema === undefined ? [] : [`    __table_args__ = {'schema': ${writeString(mapped.schema)}}`];
  return [
    'from sqlalchemy.orm import declarative_base',
    '',
    `class ${local}(declarative_base()):`,
    `    __tablename__ = ${writeString(mapped.table)}`,
    ...schema,
    ...columns,
  ];
}

function coreTable(
  revision: RevisionContext,
  names: ModuleNames,
  local: string,
  uses: readonly Use[],
  mapped: MappedTable,
  columns: readonly string[],
): { readonly lines: readonly string[]; readonly edits: readonly TextEdit[] } | undefined {
  const name = `${local.charAt(0).toLowerCase()}${local.slice(1)}_table`;
  if (wordsOf(revision.module).has(name)) return undefined;
  const schema = mapped.schema === undefined ? [] : [`    schema=${writeString(mapped.schema)},`];
  return {
    lines: [`${name} = ${names.sa}.table(`, `    ${writeString(mapped.table)},`, ...columns, ...schema, ')'],
    edits: uses.map(({ node }) => ({ span: node.span, text: name })),
  };
}

/** Every name, attribute and keyword of the file. */
function wordsOf(module: RevisionContext['module']): ReadonlySet<string> {
  const words = new Set<string>();
  for (const node of descendants(module)) {
    if (node.kind === 'name' || node.kind === 'attribute') words.add(node.name);
    if (node.kind === 'call') for (const { name } of node.arguments) if (name !== undefined) words.add(name);
    if (node.kind === 'string') words.add(node.value);
  }
  return words;
}

/** The columns that the table has before or behind upgrade(). */
function columnsOf({ upgrade }: RevisionContext, mapped: MappedTable): ReadonlyMap<string, SchemaColumn> {
  const table = { name: mapped.table, schema: mapped.schema };
  const found = new Map<string, SchemaColumn>();
  for (const schema of [upgrade.steps[0]?.before, upgrade.steps.at(-1)?.after]) {
    if (schema === undefined) continue;
    for (const column of tableBefore(schema, table)?.columns ?? []) found.set(column.name, column);
  }
  return found;
}

function primaryKeyOf({ upgrade }: RevisionContext, mapped: MappedTable): ReadonlySet<string> {
  const schema = upgrade.steps.at(-1)?.after;
  const table =
    schema === undefined ? undefined : tableBefore(schema, { name: mapped.table, schema: mapped.schema });
  const key = table?.constraints.find(({ definition }) => definition.kind === 'primaryKey');
  return new Set(key?.columns ?? []);
}
