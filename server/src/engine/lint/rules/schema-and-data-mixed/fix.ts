// Splits a revision in two: what rewrites rows, and all behind it, moves into a revision that stands on this one.
import { invertSteps } from '../../inverse/writeDowngrade';
import type { Fix } from '../../finding';
import type { RevisionContext } from '../../rule';
import { lineIndent, lineStart } from '../../writing/calls';
import { fixWriter } from '../../writing/fix';
import { linkedRevisions } from '../../writing/linkedRevisions';
import { descendants, topLevelFunction } from '../../../python/find';
import type { FunctionDefinition, Statement } from '../../../python/syntax';
import { sqlOperations } from '../../../sqlText/sqlOperations';
import type { TextEdit } from '../../../text/edit';

/**
 * None where upgrade() cannot be cut at the statement: names of the first half are used behind it, or downgrade() could not
 * be divided in the same way.
 */
export function splitFix(revision: RevisionContext, stepIndex: number, table: string): readonly Fix[] {
  const { module, source, upgrade } = revision;
  const definition = topLevelFunction(module, 'upgrade');
  const span = upgrade.steps[stepIndex]?.step.span;
  if (definition === undefined || span === undefined) return [];
  const at = definition.body.findIndex((one) => one.span.start <= span.start && one.span.end >= span.end);
  // Assignments right before belong to the statement: the table it writes to, the rows it takes.
  let first = at;
  while (first > 0 && definition.body[first - 1]?.kind === 'assign') first--;
  const head = definition.body.slice(0, first);
  const tail = definition.body.slice(first);
  if (first <= 0 || !isDivisible(revision, definition, head, tail)) return [];
  const [start, end] = [tail[0]?.span.start ?? 0, tail.at(-1)?.span.end ?? 0];
  const moved = upgrade.steps.filter(({ step }) => step.span.start >= start && step.span.end <= end);
  const { names, fix } = fixWriter(revision);
  const undone = undoing(revision, moved, names);
  if (undone === undefined) return [];
  const files = linkedRevisions(revision, [
    {
      tag: 'data',
      message: `Rewrite rows of ${table}`,
      upgrade: dedented(source, start, end),
      downgrade: undone.lines,
    },
  ]);
  if (files === undefined) return [];
  const before = head.at(-1);
  const edits: TextEdit[] = [
    {
      span: { start: before?.span.end ?? start, end: lineEnd(source, end) },
      text: '',
    },
    ...undone.edits,
  ];
  const split = fix(
    'Move the data, and what follows it, into a revision of its own behind this one',
    false,
    edits,
  );
  return [{ ...split, files: [...split.files, ...files] }];
}

function isDivisible(
  { source, upgrade }: RevisionContext,
  definition: FunctionDefinition,
  head: readonly Statement[],
  tail: readonly Statement[],
): boolean {
  const [first] = tail;
  if (
    first === undefined ||
    source.slice(lineStart(source, first.span.start), first.span.start).trim() !== ''
  )
    return false;
  if (/"""|'''/.test(source.slice(first.span.start, definition.span.end))) return false;
  if (upgrade.evaluation.assumptions.length > 0 || upgrade.steps.some(({ step }) => step.kind === 'opaque'))
    return false;
  const isDoing = head.some(({ kind }) => kind === 'expressionStatement' || kind === 'with');
  const bound = new Set(head.flatMap((statement) => boundNames(statement)));
  const used = tail
    .flatMap((statement) => descendants(statement))
    .some((node) => node.kind === 'name' && bound.has(node.name));
  // A function or constant of the file would have to move too.
  return isDoing && !used && !usesOwnNames(tail, definition);
}

function boundNames(statement: Statement): readonly string[] {
  return descendants(statement).flatMap((node) => {
    if (node.kind === 'assign') return node.targets.flatMap((one) => (one.kind === 'name' ? [one.name] : []));
    if (node.kind === 'function' || node.kind === 'class') return [node.name];
    if (node.kind === 'import' || node.kind === 'importFrom')
      return node.names.map(({ name, as }) => as ?? name);
    return node.kind === 'for' && node.target.kind === 'name' ? [node.target.name] : [];
  });
}

function usesOwnNames(tail: readonly Statement[], { body }: FunctionDefinition): boolean {
  const local = new Set(body.flatMap((statement) => boundNames(statement)));
  return tail
    .flatMap((statement) => descendants(statement))
    .some(
      (node) =>
        node.kind === 'name' &&
        !local.has(node.name) &&
        !/^(?:op|sa|postgresql|text|batch_op|str|int|None)$/.test(node.name),
    );
}

/**
 * How the second revision undoes its part: rows stay as they are; what it changes of the schema is undone by the statements of
 * downgrade() that come first, which move there.
 */
function undoing(
  revision: RevisionContext,
  moved: RevisionContext['upgrade']['steps'],
  names: Parameters<typeof invertSteps>[1],
): { readonly lines: readonly string[]; readonly edits: readonly TextEdit[] } | undefined {
  const { downgrade, module, source } = revision;
  const changes = moved.filter(
    ({ step }) => step.kind === 'operation' && step.operation.kind !== 'bulkInsert',
  );
  if (moved.some(({ parsed = [] }) => parsed.some((sql) => sqlOperations(sql).length > 0))) return undefined;
  const stay = ['# The rows stay as they are.'];
  const body = topLevelFunction(module, 'downgrade')?.body ?? [];
  if (downgrade.steps.some(({ step }) => step.kind !== 'operation')) return undefined;
  if (changes.length === 0 || body.length === 0 || downgrade.steps.length === 0)
    return { lines: stay, edits: [] };
  const inverse = invertSteps(revision, names, changes);
  // Reversed order puts the inverses of the last operations first; one statement for each is expected.
  const first = body.slice(0, changes.length);
  const last = first.at(-1);
  const isMatching =
    inverse.isComplete &&
    first.length === changes.length &&
    body.length > changes.length &&
    first.every(({ kind }) => kind === 'expressionStatement') &&
    first.every((statement, index) =>
      sameCall(source.slice(statement.span.start, statement.span.end), inverse.lines[index]),
    );
  if (!isMatching || last === undefined || first[0] === undefined) return undefined;
  const start = first[0].span.start;
  return {
    lines: [...dedented(source, start, last.span.end), ...stay],
    edits: [{ span: { start: lineStart(source, start), end: lineEnd(source, last.span.end) + 1 }, text: '' }],
  };
}

/** The same function about the same object: `op.drop_index('ix_a'`. */
function sameCall(written: string, inverse: string | undefined): boolean {
  const head = (text: string): string =>
    /^[\w.]+\(\s*(?:op\.f\(\s*)?["']([^"']*)["']/.exec(text)?.[0].replace(/op\.f\(|[\s"']/g, '') ?? '';
  return inverse !== undefined && head(written) !== '' && head(written) === head(inverse);
}

function dedented(source: string, start: number, end: number): readonly string[] {
  const indent = lineIndent(source, start);
  return source
    .slice(lineStart(source, start), end)
    .split(/\r?\n/)
    .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line.trimStart()));
}

function lineEnd(source: string, offset: number): number {
  const newline = source.indexOf('\n', offset);
  return newline < 0 ? source.length : newline;
}
