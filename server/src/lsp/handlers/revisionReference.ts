// Finds the revision whose id is written at a position: in revision, down_revision or depends_on.
import type { Position } from 'vscode-languageserver';
import type { Span } from '../../engine/index';
import { spansTouch, toOffset } from '../convert';
import type { OpenProject } from '../openProject';
import type { Session } from '../session';

/** A written id, the project it was found in and where the project declares it. */
export interface RevisionReference {
  readonly project: OpenProject;
  /** The id as written, quotes included, in the file that was asked about. */
  readonly span: Span;
  readonly writtenIn: string;
  readonly revision: OpenProject['workspace']['graph']['revisions'][number];
}

/** Undefined where no id stands or no file declares it. */
export function revisionReference(
  session: Session,
  uri: string,
  position: Position,
): RevisionReference | undefined {
  const file = session.file(uri);
  const lines = file?.project.lines(file.path);
  const header = file?.project.workspace.header(file.path);
  if (file === undefined || lines === undefined || header === undefined) return undefined;
  const offset = toOffset(position, lines);
  const own = header.revision === undefined ? [] : [header.revision];
  const written = [...own, ...header.downRevisions, ...header.dependsOn];
  const id = written.find(({ span }) => spansTouch(span, { start: offset, end: offset }));
  const revision = id === undefined ? undefined : file.project.workspace.graph.byKey.get(id.value);
  if (id === undefined || revision === undefined) return undefined;
  return { project: file.project, span: id.span, writtenIn: file.path, revision };
}
