// Starts our own command line as a child process for a project and ends what is left over. Reading its lines: runChild.ts.
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Interpreters } from '../interpreters';
import { alembicCommand, globalWords, protectedHosts } from '../settings';
import type { ProjectSummary } from '../../../server/src/lsp/protocol';

/** The command line as this window runs it: an argument list, never a shell, nothing while untrusted. */
export class CommandLine implements vscode.Disposable {
  readonly #program: string;
  readonly #output: vscode.LogOutputChannel;
  readonly #interpreters: Interpreters;
  readonly #children = new Set<ChildProcessWithoutNullStreams>();

  constructor(extensionFolder: string, output: vscode.LogOutputChannel, interpreters: Interpreters) {
    this.#program = path.join(extensionFolder, 'dist', 'cli.js');
    this.#output = output;
    this.#interpreters = interpreters;
  }

  /**
   * Starts `retort -c FILE -n SECTION <words>` in the project's folder. Passwords come in `environment`, which is not
   * logged. The caller reads all its streams.
   */
  start(
    project: ProjectSummary,
    words: readonly string[],
    environment: Readonly<Record<string, string>>,
  ): ChildProcessWithoutNullStreams {
    const argv = ['-c', project.configFile, '-n', project.section, ...globalWords(), ...words];
    const python = this.#interpreters.environment(project);
    return this.startIn(project.folder, argv, { ...python, ...environment });
  }

  /** Starts `retort <argv>` in a folder, for what is about no project yet. */
  startIn(
    folder: string,
    argv: readonly string[],
    environment: Readonly<Record<string, string>>,
  ): ChildProcessWithoutNullStreams {
    if (!vscode.workspace.isTrusted) throw new Error(vscode.l10n.t('This workspace is not trusted.'));
    this.#output.info(`retort ${argv.join(' ')}`);
    const child = spawn(process.execPath, [this.#program, ...argv], {
      cwd: folder,
      env: { ...process.env, ...alembic(), ...hosts(), ...environment, ELECTRON_RUN_AS_NODE: '1' },
      shell: false,
      // A group of its own: what ends the editor must not end a run half-way.
      detached: true,
      stdio: 'pipe',
      windowsHide: true,
    });
    this.#children.add(child);
    child.once('close', () => this.#children.delete(child));
    child.once('error', () => this.#children.delete(child));
    // A child that is gone does not read its answer; its exit says so better than a broken pipe.
    child.stdin.on('error', () => undefined);
    return child;
  }

  /** The child goes on when this window ends. */
  release(child: ChildProcessWithoutNullStreams): void {
    this.#children.delete(child);
    child.unref();
  }

  /** Interrupts every child that was not released. */
  dispose(): void {
    for (const child of this.#children) child.kill('SIGINT');
    this.#children.clear();
  }
}

/** The user's way to start Alembic, where a setting names one. */
function alembic(): Readonly<Record<string, string>> {
  const command = alembicCommand();
  return command === undefined ? {} : { RETORT_ALEMBIC: JSON.stringify(command) };
}

/** The hosts that the user protects, beside those of the environment. */
function hosts(): Readonly<Record<string, string>> {
  const inherited = process.env['RETORT_PROTECTED_HOSTS'];
  const all = [...(inherited === undefined ? [] : [inherited]), ...protectedHosts()];
  return all.length === 0 ? {} : { RETORT_PROTECTED_HOSTS: all.join(',') };
}
