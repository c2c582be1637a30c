// Completion of Alembic's directives behind `op.` and behind the name of a batch.
import { CompletionItemKind } from 'vscode-languageserver';
import { completeDirectives } from '../../engine/index';
import { toRange } from '../convert';
import type { CompletionSource } from './completion';

export const completeDirective: CompletionSource = (_session, { project, path, offset, lines }) => {
  const { workspace } = project;
  const found = completeDirectives(workspace.module(path), workspace.text(path) ?? '', offset);
  if (found === undefined) return undefined;
  const range = toRange(found.span, lines);
  const items = found.choices.map(({ name, parameters, required }) => ({
    label: name,
    kind: CompletionItemKind.Function,
    labelDetails: { detail: `(${required.join(', ')})` },
    detail: `${name}(${parameters.join(', ')})`,
    textEdit: { range, newText: name },
  }));
  return { items, isIncomplete: false };
};
