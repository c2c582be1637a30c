// The quick fixes that write downgrade(): as a new function behind upgrade(), or in place of an empty body.
import { indentBody, writeDowngradeBody } from './writeDowngrade';
import type { Fix } from '../finding';
import type { RevisionContext } from '../rule';
import { planImports } from '../writing/names';
import type { FunctionDefinition } from '../../python/syntax';
import type { TextEdit } from '../../text/edit';

const REFUSAL = "raise NotImplementedError('This revision cannot be downgraded.')";

/** Fixes for a file without downgrade(): the function is put behind upgrade(), with its signature. */
export function fixesForMissing(revision: RevisionContext, upgrade: FunctionDefinition): readonly Fix[] {
  const header = revision.source.slice(upgrade.nameSpan.end, upgrade.headerEnd);
  return downgradeFixes(revision, (body) => ({
    span: { start: upgrade.span.end, end: upgrade.span.end },
    text: `\n\n\ndef downgrade${header}\n${body}`,
  }));
}

/** Fixes for an empty downgrade(): a docstring stays, the rest of the body is replaced. */
export function fixesForEmpty(revision: RevisionContext, downgrade: FunctionDefinition): readonly Fix[] {
  const first = downgrade.body[0];
  const last = downgrade.body.at(-1);
  if (first === undefined || last === undefined) return [];
  const isDocstring = first.kind === 'expressionStatement' && first.expression.kind === 'string';
  const isOneLine = !revision.source.slice(downgrade.headerEnd, first.span.start).includes('\n');
  return downgradeFixes(revision, (body) => {
    if (isOneLine) return { span: { start: downgrade.headerEnd, end: last.span.end }, text: `\n${body}` };
    if (isDocstring) return { span: { start: first.span.end, end: last.span.end }, text: `\n${body}` };
    const start = revision.source.lastIndexOf('\n', first.span.start) + 1;
    return { span: { start, end: last.span.end }, text: body };
  });
}

function downgradeFixes(revision: RevisionContext, place: (body: string) => TextEdit): readonly Fix[] {
  const imports = planImports(revision.module, revision.source);
  const written = writeDowngradeBody(revision, imports.names);
  const fixes: Fix[] = [];
  if (written.hasStatements) {
    fixes.push({
      title: written.isComplete
        ? 'Write downgrade() from upgrade()'
        : 'Write downgrade() from upgrade(), with comments where you have to decide',
      isPreferred: true,
      isSafe: false,
      files: [{ path: revision.path, edits: imports.complete([place(indentBody(written.lines))]) }],
    });
  }
  fixes.push({
    title: 'Say that it cannot be downgraded (raise NotImplementedError)',
    isPreferred: !written.hasStatements,
    isSafe: false,
    files: [{ path: revision.path, edits: imports.complete([place(indentBody([REFUSAL]))]) }],
  });
  return fixes;
}
