// A project in one text with a cursor in it: `#- path` starts a file, `#   ^ here` marks the character above it.
import { TEMPLATE_ENVIRONMENT, Workspace } from '../../server/src/engine/index';

export interface CursorProject {
  readonly workspace: Workspace;
  readonly textOf: (path: string) => string | undefined;
  /** The file and the offset of the marker; of a text without one, the start of its first file. */
  readonly path: string;
  readonly offset: number;
}

/** Marker lines are taken out before anything is read. */
export function projectWithCursor(text: string): CursorProject {
  const files: { path: string; lines: string[] }[] = [];
  let cursor: { path: string; offset: number } | undefined;
  for (const line of text.replace(/^\n/, '').split('\n')) {
    const start = /^#- (.*)$/.exec(line);
    const file = files.at(-1);
    const marker = /^(\s*#\s*)\^ here\s*$/.exec(line) ?? /^(#<-) here\s*$/.exec(line);
    if (start?.[1] !== undefined) files.push({ path: start[1], lines: [] });
    else if (file === undefined) throw new Error('the text begins with #- and a path');
    else if (marker?.[1] !== undefined) {
      const column = marker[1] === '#<-' ? 0 : marker[1].length;
      const before = file.lines.slice(0, -1).join('\n').length + (file.lines.length > 1 ? 1 : 0);
      cursor = { path: file.path, offset: before + column };
    } else file.lines.push(line);
  }
  const sources = files.map(({ path, lines }) => ({ path, text: lines.join('\n') }));
  const workspace = Workspace.create(sources, {
    dialect: 'postgresql',
    environment: TEMPLATE_ENVIRONMENT,
    rules: {},
  });
  return {
    workspace,
    textOf: (path) => workspace.text(path),
    ...(cursor ?? { path: sources[0]?.path ?? '', offset: 0 }),
  };
}
