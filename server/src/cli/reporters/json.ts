// Findings for programs: one JSON object with a list, places counted from 1.
import type { ReportedFile } from './text';
import { LineIndex, type Finding } from '../../engine/index';

/** `{"findings": [...]}`; `fixes` are the titles of what the editor offers. */
export function reportJson(files: readonly ReportedFile[], findings: readonly Finding[]): string {
  const byPath = new Map(files.map((file) => [file.path, { file, lines: new LineIndex(file.text) }]));
  const rows = findings.flatMap((finding) => {
    const entry = byPath.get(finding.path);
    if (entry === undefined) return [];
    const start = entry.lines.positionAt(finding.span.start);
    const end = entry.lines.positionAt(finding.span.end);
    return [
      {
        path: entry.file.shownPath,
        line: start.line + 1,
        column: start.character + 1,
        endLine: end.line + 1,
        endColumn: end.character + 1,
        rule: finding.ruleId,
        severity: finding.severity,
        message: finding.message,
        fixes: finding.fixes.map((fix) => fix.title),
      },
    ];
  });
  return `${JSON.stringify({ findings: rows }, undefined, 2)}\n`;
}
