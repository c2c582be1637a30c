// The outline of one revision file: the revision, its two functions and the directives in them, as they are written.
// Nothing is evaluated, so a loop is listed once and a file that is being typed keeps its outline.
import { calls, dottedName } from '../python/find';
import type { Call, FunctionDefinition, Module } from '../python/syntax';
import type { RevisionHeader } from '../revisions/revision';
import type { Span } from '../text/span';

export interface OutlineEntry {
  readonly name: string;
  readonly detail: string;
  readonly kind: 'revision' | 'function' | 'operation';
  readonly span: Span;
  /** What to select; inside `span`. */
  readonly nameSpan: Span;
  readonly children: readonly OutlineEntry[];
}

/** The outline; undefined for a file without a revision id. */
export function fileOutline(
  header: RevisionHeader,
  module: Module,
  sourceLength: number,
): OutlineEntry | undefined {
  const { revision, message } = header;
  if (revision === undefined) return undefined;
  const functions = module.body.filter(
    (statement): statement is FunctionDefinition =>
      statement.kind === 'function' && (statement.name === 'upgrade' || statement.name === 'downgrade'),
  );
  return {
    name: message.replace(/\s+/g, ' ') || revision.value || '?',
    detail: revision.value,
    kind: 'revision',
    span: { start: 0, end: sourceLength },
    nameSpan: revision.span,
    children: functions.map((definition) => ({
      name: definition.name,
      detail: '',
      kind: 'function',
      span: definition.span,
      nameSpan: definition.nameSpan,
      children: operationsOf(definition),
    })),
  };
}

/** Calls on `op` or on the name a batch is bound to. */
function operationsOf(definition: FunctionDefinition): readonly OutlineEntry[] {
  const entries: OutlineEntry[] = [];
  for (const call of calls(definition)) {
    const name = dottedName(call.function);
    const parts = /^(op|batch_op)\.(\w+)$/.exec(name ?? '');
    if (parts?.[2] === undefined || parts[2] === 'f' || parts[2].startsWith('get_')) continue;
    entries.push({
      name: parts[2],
      detail: argumentsText(call),
      kind: 'operation',
      span: call.span,
      nameSpan: call.function.span,
      children: [],
    });
  }
  return entries;
}

/** The literal names at the beginning of the call: the table, and what of it. */
function argumentsText(call: Call): string {
  const names: string[] = [];
  for (const { form, value } of call.arguments) {
    if (form !== 'positional' || names.length === 2) break;
    const literal = nameIn(value);
    if (literal === undefined) break;
    names.push(literal.length > 60 ? `${literal.slice(0, 60)}…` : literal);
  }
  return names.join(', ').replace(/\s+/g, ' ');
}

/** A string, or the first string of a call such as op.f("ix") or sa.Column("name"). */
function nameIn(value: Call['arguments'][number]['value']): string | undefined {
  if (value.kind === 'string') return value.value;
  if (value.kind !== 'call') return undefined;
  const first = value.arguments[0]?.value;
  return first?.kind === 'string' ? first.value : undefined;
}
