// `retort lint`: findings of the revision files, as text or for other tools.
import { valueOf, type ParsedArguments } from '../arguments';
import type { Command } from '../command';
import { CommandFailure, EXIT } from '../failure';
import { applyFixes } from '../applyFixes';
import { openProject } from '../openProject';
import { chosenReference } from '../reference';
import { reportGithub } from '../reporters/github';
import { reportJson } from '../reporters/json';
import { reportSarif } from '../reporters/sarif';
import { reportText, type ReportedFile } from '../reporters/text';
import { withParsedSql } from '../parsedSql';
import { selectFiles } from '../scope';
import type { Finding, Severity } from '../../engine/index';

declare const RETORT_VERSION: string;

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info', 'hint'];
const FORMATS = ['text', 'json', 'sarif', 'github'] as const;

export const lint: Command = {
  name: 'lint',
  summary: 'Checks revision files; exit 1 when something at the --fail-on level was found.',
  options: {
    format: {
      names: ['--format'],
      takes: 'value',
      value: 'FORMAT',
      help: 'text (default), json, sarif or github',
    },
    fix: {
      names: ['--fix'],
      takes: 'nothing',
      help: 'apply the fixes that cannot change what a revision does',
    },
    scope: {
      names: ['--scope'],
      takes: 'value',
      value: 'SCOPE',
      help: 'auto (default), changed, pending or all',
    },
    against: {
      names: ['--against'],
      takes: 'value',
      value: 'REF',
      help: 'git ref that the history and `changed` are compared with (default: the default branch)',
    },
    failOn: {
      names: ['--fail-on'],
      takes: 'value',
      value: 'LEVEL',
      help: 'error (default), warning or info',
    },
  },
  positionals: ['path*'],
  async run(input) {
    const format = choose(input.arguments, 'format', FORMATS, 'text');
    const failOn = choose(input.arguments, 'failOn', ['error', 'warning', 'info'] as const, 'error');
    const read = openProject(input);
    const { revisions: paths, configuration } = await selectFiles(read, input);
    const opened = await withParsedSql(read, input, (workspace) => {
      for (const path of paths) workspace.analysis(path, 'downgrade');
    });
    const compared = opened.workspace.withReference(await chosenReference(input, opened));
    const workspace = input.arguments.flags.has('fix') ? applyFixes(compared, paths) : compared;
    const findings: Finding[] = [
      ...workspace.lintConfiguration().filter(({ path }) => configuration.includes(path)),
      ...paths.flatMap((path) => [...workspace.lint(path)]),
    ];
    const files: readonly ReportedFile[] = [...configuration, ...paths].map((path) => ({
      path,
      shownPath: opened.shownPath(path),
      text: workspace.text(path) ?? workspace.configurationFile(path)?.text ?? '',
    }));
    for (const problem of opened.problems) {
      input.process.writeError(`warning: ${problem.message} (${opened.shownPath(problem.path)})\n`);
    }
    input.process.write(report(format, files, findings));
    const limit = SEVERITIES.indexOf(failOn);
    return findings.some((finding) => SEVERITIES.indexOf(finding.severity) <= limit) ? EXIT.findings : 0;
  },
};

function report(
  format: (typeof FORMATS)[number],
  files: readonly ReportedFile[],
  findings: readonly Finding[],
): string {
  switch (format) {
    case 'text':
      return reportText(files, findings);
    case 'json':
      return reportJson(files, findings);
    case 'sarif':
      return reportSarif(files, findings, RETORT_VERSION);
    case 'github':
      return reportGithub(files, findings);
  }
}

function choose<T extends string>(
  parsed: ParsedArguments,
  key: string,
  allowed: readonly T[],
  otherwise: T,
): T {
  const given = valueOf(parsed, key);
  if (given === undefined) return otherwise;
  const found = allowed.find((candidate) => candidate === given);
  if (found === undefined) {
    throw new CommandFailure(EXIT.usage, `invalid choice: '${given}'`, {
      nextStep: `Choose from: ${allowed.join(', ')}.`,
    });
  }
  return found;
}
