// The header of a revision file from the facts that its source shows, however they were read; and the quick reading of
// the files that have only the usual shapes. No parser is needed here: header.ts brings it for the other files.
import type { Span } from '../text/span';
import { scanHeader } from './headerScan';
import { idsOf, revisionOf, type HeaderName, type HeaderValue } from './headerValue';
import { pythonStrip } from './pythonText';
import type { HeaderProblem, RevisionHeader, WrittenId } from './revision';

const NAMES: readonly HeaderName[] = ['revision', 'down_revision', 'branch_labels', 'depends_on'];
const LEGACY_NAME = /^([a-f0-9]+)\.py$/;
const NO_SPANS: ReadonlyMap<HeaderName, Span> = new Map();
const START: Span = { start: 0, end: 0 };

/** What the source of a file shows about its header. */
export interface HeaderFacts {
  readonly values: ReadonlyMap<HeaderName, HeaderValue>;
  /** Right-hand sides, where they are not the values themselves. */
  readonly spans: ReadonlyMap<HeaderName, Span>;
  readonly docstring: string | undefined;
  readonly docstringSpan: Span | undefined;
  /** The part of the file where a variable may be hidden by damage. */
  readonly isBroken: boolean;
  /** A star import could bring variables that are not seen. */
  readonly hasStarImport: boolean;
}

/** The header of a file that has only the usual shapes; undefined for one that has to be parsed. */
export function readPlainHeader(path: string, source: string): RevisionHeader | undefined {
  const scanned = scanHeader(source);
  if (scanned === undefined) return undefined;
  return headerOf(path, source, { ...scanned, spans: NO_SPANS, isBroken: false, hasStarImport: false });
}

/** The header as Alembic would take it, with what is wrong in it. */
export function headerOf(path: string, source: string, facts: HeaderFacts): RevisionHeader {
  const problems: HeaderProblem[] = [];
  const report = (problem: HeaderProblem): void => void problems.push(problem);
  const values = new Map(facts.values);
  if (facts.isBroken) addMasked(source, values, report);
  const ids = (name: HeaderName): readonly WrittenId[] => {
    const value = values.get(name);
    return value === undefined ? [] : idsOf(name, value, report);
  };
  const revision = headerRevision(path, facts, values, report);
  if (!values.has('down_revision') && !facts.isBroken) reportMissingParent(path, facts, report);
  const assigned = (name: HeaderName): Span | undefined => facts.spans.get(name) ?? values.get(name)?.span;
  const { docstring } = facts;
  return {
    path,
    revision,
    downRevisions: ids('down_revision'),
    dependsOn: ids('depends_on'),
    branchLabels: ids('branch_labels'),
    assignments: {
      revision: assigned('revision'),
      downRevision: assigned('down_revision'),
      dependsOn: assigned('depends_on'),
      branchLabels: assigned('branch_labels'),
    },
    docstring,
    docstringSpan: facts.docstringSpan,
    message: docstring === undefined ? '' : (pythonStrip(docstring).split('\n\n', 1)[0] ?? ''),
    createDate: docstring === undefined ? undefined : createDateOf(docstring),
    problems,
  };
}

function createDateOf(docstring: string): string | undefined {
  const date = /^[ \t]*Create Date:(.*)$/m.exec(docstring)?.[1];
  return date === undefined || pythonStrip(date) === '' ? undefined : pythonStrip(date);
}

function headerRevision(
  path: string,
  facts: HeaderFacts,
  values: ReadonlyMap<HeaderName, HeaderValue>,
  report: (problem: HeaderProblem) => void,
): WrittenId | undefined {
  const value = values.get('revision');
  if (value !== undefined) return revisionOf(value, report);
  const fileName = fileNameOf(path);
  const legacy = LEGACY_NAME.exec(fileName)?.[1];
  if (legacy !== undefined) return { value: legacy, span: START };
  if (facts.isBroken) return undefined;
  if (facts.hasStarImport) report(hiddenByStarImport('revision'));
  else {
    report({
      span: START,
      kind: 'missing-revision',
      message:
        `Could not determine revision id from filename ${fileName}. Be sure the 'revision' variable is ` +
        "declared inside the script (please see 'Upgrading from Alembic 0.1 to 0.2' in the documentation).",
    });
  }
  return undefined;
}

function reportMissingParent(
  path: string,
  facts: HeaderFacts,
  report: (problem: HeaderProblem) => void,
): void {
  if (facts.hasStarImport) {
    report(hiddenByStarImport('down_revision'));
    return;
  }
  report({
    span: START,
    kind: 'missing-down-revision',
    message: `module '${pythonModuleName(path)}' has no attribute 'down_revision'`,
  });
}

function hiddenByStarImport(name: HeaderName): HeaderProblem {
  return {
    span: START,
    kind: 'not-literal',
    message: `${name} can only come from a star import, so it is known only when the file runs; assign it in this file`,
  };
}

/** What a broken file still shows: lines that look like one of the four assignments. */
function addMasked(
  source: string,
  values: Map<HeaderName, HeaderValue>,
  report: (problem: HeaderProblem) => void,
): void {
  const missing = NAMES.filter((name) => !values.has(name));
  for (const name of missing) {
    const line = new RegExp(
      `^${name}[ \\t]*(?::[^=\\n\\r]{0,200})?=[ \\t]*(["'])([^"'\\\\\\n\\r]*)\\1`,
      'm',
    ).exec(source);
    if (line?.[2] === undefined) continue;
    const end = line.index + line[0].length;
    values.set(name, { kind: 'string', value: line[2], span: { start: end - line[2].length - 2, end } });
  }
  const unread = missing.filter((name) => name === 'revision' || name === 'down_revision');
  if (unread.length === 0) return;
  report({
    span: START,
    kind: 'unreadable',
    message: `${unread.join(' and ')} cannot be read: the Python around it is broken`,
  });
}

/** The name Alembic gives the module of a revision file. */
export function pythonModuleName(path: string): string {
  return fileNameOf(path).replace(/[^\p{L}\p{N}_]/gu, '_');
}

function fileNameOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
