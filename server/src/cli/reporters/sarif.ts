// Findings as SARIF 2.1.0, the format of code scanning services.
import type { ReportedFile } from './text';
import { LineIndex, RULES, type Finding, type Severity } from '../../engine/index';

const LEVELS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
  hint: 'note',
};

/** One run with all rules described and one result per finding. */
export function reportSarif(
  files: readonly ReportedFile[],
  findings: readonly Finding[],
  version: string,
): string {
  const byPath = new Map(files.map((file) => [file.path, { file, lines: new LineIndex(file.text) }]));
  const results = findings.flatMap((finding) => {
    const entry = byPath.get(finding.path);
    if (entry === undefined) return [];
    const start = entry.lines.positionAt(finding.span.start);
    const end = entry.lines.positionAt(finding.span.end);
    const region = {
      startLine: start.line + 1,
      startColumn: start.character + 1,
      endLine: end.line + 1,
      endColumn: end.character + 1,
    };
    const uri = encodeURI(entry.file.shownPath.replaceAll('\\', '/'));
    return [
      {
        ruleId: finding.ruleId,
        level: LEVELS[finding.severity],
        message: { text: finding.message },
        locations: [{ physicalLocation: { artifactLocation: { uri }, region } }],
      },
    ];
  });
  const rules = RULES.map((rule) => ({
    id: rule.id,
    shortDescription: { text: rule.summary },
    defaultConfiguration: { level: LEVELS[rule.severity] },
  }));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver: { name: 'retort', version, rules } }, results }],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}
