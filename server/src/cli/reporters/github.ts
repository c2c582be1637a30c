// Findings as GitHub workflow commands, which become annotations on the changed lines of a pull request.
import type { ReportedFile } from './text';
import { LineIndex, type Finding, type Severity } from '../../engine/index';

const LEVELS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
  hint: 'notice',
};

/** One `::level file=...::message` line per finding. */
export function reportGithub(files: readonly ReportedFile[], findings: readonly Finding[]): string {
  const byPath = new Map(files.map((file) => [file.path, { file, lines: new LineIndex(file.text) }]));
  return findings
    .flatMap((finding) => {
      const entry = byPath.get(finding.path);
      if (entry === undefined) return [];
      const start = entry.lines.positionAt(finding.span.start);
      const end = entry.lines.positionAt(finding.span.end);
      const place = `file=${property(entry.file.shownPath)},line=${start.line + 1},endLine=${end.line + 1}`;
      const title = property(finding.ruleId);
      return [`::${LEVELS[finding.severity]} ${place},title=${title}::${data(finding.message)}\n`];
    })
    .join('');
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
