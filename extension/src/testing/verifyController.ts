// The Test Explorer: one test per revision, "up, down, up again" on a scratch database. The command line does the work;
// here its lines become test results.
import * as vscode from 'vscode';
import { linesOf } from '../run/jsonLines';
import type { CommandLine } from '../run/commandLine';
import { verifyWords } from '../settings';
import { resultMessages } from './resultMessages';
import { RevisionTests } from './revisionTests';
import type { Projects, ProjectState } from '../projects';
import type { VerifyEvent } from '../../../server/src/lsp/protocol';

interface VerifyParts {
  readonly projects: Projects;
  readonly commandLine: CommandLine;
  readonly output: vscode.LogOutputChannel;
}

/** Revision ids of one project that are to be verified; undefined for all of them. */
interface Wish {
  readonly project: ProjectState;
  readonly revisions: ReadonlyMap<string, vscode.TestItem>;
  readonly isWhole: boolean;
}

/** The tests, and the way for commands to run them. */
export interface Verifying {
  /** Runs the test of one revision, or all of a project, and says how it went. */
  run(projectId: string, revision: string | undefined): Promise<void>;
  dispose(): void;
}

/** How many tests ended how. */
interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** Creates the tests and keeps them in step with the history. */
export function createVerifyController(parts: VerifyParts): Verifying {
  const { projects } = parts;
  const controller = vscode.tests.createTestController('retort', vscode.l10n.t('Alembic'));
  const tests = new RevisionTests(controller, projects);
  controller.resolveHandler = (item) => {
    if (item !== undefined) tests.fill(item.id);
  };
  controller.refreshHandler = async () => await projects.refresh();
  const profile = (label: string, words: readonly string[], isDefault: boolean) =>
    controller.createRunProfile(
      label,
      vscode.TestRunProfileKind.Run,
      async (request, token) => {
        tests.fillAll();
        await verify(controller, parts, request, words, token);
      },
      isDefault,
    );
  const usual = profile(vscode.l10n.t('Up, down, up again'), [], true);
  profile(vscode.l10n.t('Up, down, up again, with rows in every table'), ['--seed', 'auto'], false);
  const subscription = vscode.Disposable.from(controller, tests);
  return {
    dispose: () => {
      subscription.dispose();
    },
    async run(projectId, revision) {
      tests.fill(projectId);
      const root = controller.items.get(projectId);
      const item = revision === undefined ? root : root?.children.get(`${projectId}/${revision}`);
      if (item === undefined) throw new Error(vscode.l10n.t('There is no such project or revision.'));
      const request = new vscode.TestRunRequest([item], undefined, usual);
      const counts = await vscode.window.withProgress(
        {
          location: vscode.ProgressLocation.Notification,
          title: vscode.l10n.t('Alembic: verifying {0}', item.label),
          cancellable: true,
        },
        async (_progress, token) => await verify(controller, parts, request, [], token),
      );
      await tellCounts(counts);
    },
  };
}

async function tellCounts({ passed, failed, skipped }: Counts): Promise<void> {
  const show = vscode.l10n.t('Show Results');
  const text = vscode.l10n.t(
    'Up, down, up again: {0} passed, {1} failed, {2} not tried.',
    String(passed),
    String(failed),
    String(skipped),
  );
  const tell = failed > 0 ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
  void tell(text, show).then(async (choice) => {
    if (choice === show) await vscode.commands.executeCommand('workbench.panel.testResults.view.focus');
  });
  await Promise.resolve();
}

async function verify(
  controller: vscode.TestController,
  parts: VerifyParts,
  request: vscode.TestRunRequest,
  words: readonly string[],
  token: vscode.CancellationToken,
): Promise<Counts> {
  const run = controller.createTestRun(request);
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  try {
    if (!vscode.workspace.isTrusted) {
      run.appendOutput(`${vscode.l10n.t('This workspace is not trusted, so nothing is run.')}\r\n`);
      for (const wish of wishes(controller, parts.projects, request))
        for (const test of wish.revisions.values()) run.skipped(test);
      return counts;
    }
    for (const wish of wishes(controller, parts.projects, request)) {
      if (token.isCancellationRequested) break;
      await verifyProject(run, parts, wish, words, counts, token);
    }
  } catch (error) {
    parts.output.error('verify:', error instanceof Error ? error : String(error));
    run.appendOutput(`${error instanceof Error ? error.message : String(error)}\r\n`);
  } finally {
    run.end();
  }
  return counts;
}

/** What a request is about, project by project. */
function wishes(
  controller: vscode.TestController,
  projects: Projects,
  request: vscode.TestRunRequest,
): readonly Wish[] {
  const excluded = new Set(request.exclude?.map(({ id }) => id));
  return projects.all.flatMap((project) => {
    const root = controller.items.get(project.summary.id);
    if (root === undefined || excluded.has(root.id)) return [];
    const isWhole = request.include === undefined || request.include.some(({ id }) => id === root.id);
    const chosen = new Set(request.include?.map(({ id }) => id));
    const revisions = new Map<string, vscode.TestItem>();
    for (const { revision } of project.answer.revisions) {
      const test = root.children.get(`${root.id}/${revision}`);
      if (test === undefined || excluded.has(test.id) || !(isWhole || chosen.has(test.id))) continue;
      revisions.set(revision, test);
    }
    const isAll = revisions.size === project.answer.revisions.length;
    return revisions.size === 0 ? [] : [{ project, revisions, isWhole: isAll }];
  });
}

async function verifyProject(
  run: vscode.TestRun,
  { commandLine, output }: VerifyParts,
  { project, revisions, isWhole }: Wish,
  words: readonly string[],
  counts: Counts,
  token: vscode.CancellationToken,
): Promise<void> {
  for (const test of revisions.values()) run.enqueued(test);
  const wanted = isWhole ? [] : [...revisions.keys()];
  const child = commandLine.start(
    project.summary,
    ['verify', '--events', 'json', ...new Set([...words, ...verifyWords()]), '--', ...wanted],
    {},
  );
  const stop = token.onCancellationRequested(() => child.kill('SIGINT'));
  child.stdin.end();
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  const told = new Set<string>();
  try {
    for await (const line of linesOf(child.stdout.setEncoding('utf8'))) {
      const event = JSON.parse(line) as VerifyEvent;
      if (event.event === 'result') {
        told.add(event.result.revision);
        const { outcome } = event.result;
        counts[outcome === 'passed' || outcome === 'failed' ? outcome : 'skipped'] += 1;
      }
      report(run, revisions, event);
    }
  } finally {
    stop.dispose();
  }
  if (complaint.trim() === '') return;
  output.warn(complaint.trim());
  const message = new vscode.TestMessage(complaint.trim());
  for (const [revision, test] of revisions) {
    if (told.has(revision)) continue;
    run.errored(test, message);
    counts.failed += 1;
  }
}

function report(
  run: vscode.TestRun,
  revisions: ReadonlyMap<string, vscode.TestItem>,
  event: VerifyEvent,
): void {
  switch (event.event) {
    case 'revision': {
      const test = revisions.get(event.revision);
      if (test !== undefined) run.started(test);
      return;
    }
    case 'note':
      run.appendOutput(`${event.text}\r\n`, undefined, revisions.get(event.revision));
      return;
    case 'result': {
      const { result } = event;
      const test = revisions.get(result.revision);
      if (test === undefined) return;
      if (result.outcome === 'passed') run.passed(test, result.durationMs);
      else if (result.outcome === 'failed') run.failed(test, resultMessages(result), result.durationMs);
      else {
        run.appendOutput(`${result.reason} ${result.nextStep}\r\n`, undefined, test);
        run.skipped(test);
      }
      return;
    }
    case 'begin':
      run.appendOutput(`${event.database}\r\n`);
      return;
    case 'cancelled':
    case 'done':
  }
}
