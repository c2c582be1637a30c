// Findings for people: place, severity, message and rule, with the line they are about.
import { LineIndex, type Finding } from '../../engine/index';

/** What a reporter needs to know of a file. */
export interface ReportedFile {
  readonly path: string;
  /** The path to print: relative to the working folder where that is shorter. */
  readonly shownPath: string;
  readonly text: string;
}

/** The whole report. `findings` belong to `files` by path. */
export function reportText(files: readonly ReportedFile[], findings: readonly Finding[]): string {
  let text = '';
  for (const file of files) {
    const own = findings.filter((finding) => finding.path === file.path);
    if (own.length === 0) continue;
    const lines = new LineIndex(file.text);
    for (const finding of own) text += reportFinding(file, lines, finding);
  }
  return text + summary(findings);
}

function reportFinding(file: ReportedFile, lines: LineIndex, finding: Finding): string {
  const { line, character } = lines.positionAt(finding.span.start);
  const start = lines.lineStart(finding.span.start);
  const end = file.text.indexOf('\n', start);
  const source = file.text.slice(start, end < 0 ? undefined : end).replace(/\r$/, '');
  const length = Math.max(1, Math.min(finding.span.end, start + source.length) - finding.span.start);
  const number = String(line + 1);
  const gutter = ' '.repeat(number.length);
  const carets = source.slice(0, character).replace(/[^\t]/g, ' ') + '^'.repeat(length);
  return (
    `${file.shownPath}:${line + 1}:${character + 1}: ${finding.severity} [${finding.ruleId}]\n` +
    `${gutter} |\n${number} | ${source}\n${gutter} | ${carets}\n` +
    `${wrap(finding.message, 96, `${gutter} = `)}\n` +
    finding.fixes.map((fix) => `${gutter} + fix: ${fix.title}\n`).join('') +
    '\n'
  );
}

function wrap(text: string, width: number, indent: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length + 1 > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].map((item) => indent + item).join('\n');
}

function summary(findings: readonly Finding[]): string {
  if (findings.length === 0) return 'No findings.\n';
  const counts = (['error', 'warning', 'info', 'hint'] as const)
    .map(
      (severity) => [severity, findings.filter((finding) => finding.severity === severity).length] as const,
    )
    .filter(([, count]) => count > 0)
    .map(([severity, count]) => `${count} ${severity}${count === 1 || severity === 'info' ? '' : 's'}`);
  return `${counts.join(', ')}.\n`;
}
