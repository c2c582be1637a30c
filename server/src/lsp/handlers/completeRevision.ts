// Completion of revision ids in down_revision, depends_on and the docstring: heads first, with message and state.
import { CompletionItemKind } from 'vscode-languageserver';
import { completeRevisions } from '../../engine/index';
import { toRange } from '../convert';
import type { CompletionSource } from './completion';

/** A long history is sent in parts: the client asks again while more is typed. */
const LIMIT = 200;

export const completeRevision: CompletionSource = (session, { project, path, offset, lines, textOf }) => {
  const { graph } = project.workspace;
  const found = completeRevisions(graph, path, textOf(path) ?? '', offset, LIMIT);
  if (found === undefined) return undefined;
  const applied = session.databases.applied(project);
  const items = found.choices.map(({ name, message, kind, revision, text, span }, index) => {
    const state = applied === undefined ? '' : applied.has(revision.revision) ? 'applied' : 'pending';
    const words = [revision.isHead ? 'head' : '', state, kind === 'label' ? 'branch label' : ''];
    return {
      label: name,
      kind: kind === 'label' ? CompletionItemKind.Constant : CompletionItemKind.Reference,
      detail: [message, ...words].filter((word) => word !== '').join(' · '),
      labelDetails: { description: message },
      filterText: `${text} ${message}`,
      sortText: String(index).padStart(6, '0'),
      preselect: index === 0,
      textEdit: { range: toRange(span, lines), newText: text },
    };
  });
  return { items, isIncomplete: !found.isComplete };
};
