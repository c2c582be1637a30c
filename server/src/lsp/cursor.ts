// Where a request points: the project, the revision file and the offset in its text.
import type { Position } from 'vscode-languageserver';
import type { LineIndex } from '../engine/index';
import { toOffset } from './convert';
import type { OpenProject } from './openProject';
import type { Session } from './session';

export interface Cursor {
  readonly project: OpenProject;
  readonly path: string;
  readonly offset: number;
  readonly lines: LineIndex;
  readonly textOf: (path: string) => string | undefined;
}

/** Undefined for a file that is no revision file of any project. */
export function cursorAt(session: Session, uri: string, position: Position): Cursor | undefined {
  const file = session.file(uri);
  const lines = file?.project.lines(file.path);
  if (file === undefined || lines === undefined) return undefined;
  const { project, path } = file;
  const textOf = (other: string) => project.workspace.text(other);
  return { project, path, offset: toOffset(position, lines), lines, textOf };
}
