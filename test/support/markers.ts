// Reads fixtures that carry their expected findings as comments: several cases in a file, several files in a case.
//   #= title               starts a case          #- path               starts another file of the case
//   #   ^^^^ error rule    the span above         #<- error rule        the same, beginning at column 0
//   #+ title of a fix      the text after that fix follows
// Marker lines are taken out before the text is analysed.

export interface ExpectedFinding {
  readonly rule: string;
  readonly severity: string;
  readonly start: number;
  readonly end: number;
}

export interface FixtureFile {
  readonly path: string;
  readonly text: string;
  readonly expected: readonly ExpectedFinding[];
}

export interface FixtureCase {
  readonly title: string;
  /** The first file is the one under test. */
  readonly files: readonly FixtureFile[];
  readonly fixes: readonly { readonly title: string; readonly text: string }[];
}

const MARKER = /^(\s*#\s*)(\^+)\s+(error|warning|info|hint)\s+([a-z0-9-]+)\s*$/;
const AT_START = /^\s*#<-\s+(error|warning|info|hint)\s+([a-z0-9-]+)\s*$/;

/** The cases of one fixture file; a file without `#=` lines is one case. */
export function readCases(source: string, mainPath: string): readonly FixtureCase[] {
  const parts = splitAt(source, /^#= (.*)$/);
  return parts
    .filter((part, index) => index > 0 || part.title !== '' || parts.length === 1)
    .map(({ title, body }) => readCase(title, body, mainPath));
}

function readCase(title: string, body: string, mainPath: string): FixtureCase {
  const [main = { title: '', body: '' }, ...fixes] = splitAt(body, /^#\+ (.*)$/);
  const files = splitAt(main.body, /^#- (.*)$/).map((part, index) =>
    readFile(index === 0 ? mainPath : part.title, part.body),
  );
  return { title, files, fixes: fixes.map((fix) => ({ title: fix.title, text: trimLines(fix.body) })) };
}

/** The text with its markers taken out, and what they say. */
export function readFile(path: string, body: string): FixtureFile {
  const lines: string[] = [];
  const expected: ExpectedFinding[] = [];
  let offset = 0;
  let previous = 0;
  for (const line of trimLines(body).split('\n')) {
    const caret = MARKER.exec(line);
    const start = AT_START.exec(line);
    if (caret !== null) {
      const [, lead = '', carets = '', severity = '', rule = ''] = caret;
      expected.push({
        rule,
        severity,
        start: previous + lead.length,
        end: previous + lead.length + carets.length,
      });
    } else if (start !== null) {
      const [, severity = '', rule = ''] = start;
      expected.push({ rule, severity, start: previous, end: offset - 1 });
    } else {
      previous = offset;
      lines.push(line);
      offset += line.length + 1;
    }
  }
  return { path, text: lines.join('\n'), expected };
}

function splitAt(text: string, heading: RegExp): { title: string; body: string }[] {
  const parts: { title: string; lines: string[] }[] = [{ title: '', lines: [] }];
  for (const line of text.split('\n')) {
    const match = heading.exec(line);
    if (match === null) parts.at(-1)?.lines.push(line);
    else parts.push({ title: match[1] ?? '', lines: [] });
  }
  return parts.map((part) => ({ title: part.title, body: part.lines.join('\n') }));
}

function trimLines(text: string): string {
  return `${text.replace(/^\n+/, '').replace(/\s+$/, '')}\n`;
}
