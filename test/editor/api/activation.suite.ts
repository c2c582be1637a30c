// The extension starts, and what its manifest promises is there.
import { deepEqual, equal, ok } from 'node:assert/strict';
import * as vscode from 'vscode';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly configuration: readonly {
      readonly properties: Readonly<Record<string, { readonly scope?: string }>>;
    }[];
  };
  readonly capabilities: {
    readonly untrustedWorkspaces: {
      readonly supported: string;
      readonly restrictedConfigurations: readonly string[];
    };
  };
}

function retort(): vscode.Extension<unknown> {
  const extension = vscode.extensions.getExtension('retort.retort');
  ok(extension, 'Retort is installed');
  return extension;
}

describe('activation', () => {
  it('starts by itself in a folder with an Alembic project', async () => {
    await retort().activate();
    equal(retort().isActive, true);
  });

  it('registers every command of its manifest', async () => {
    const { contributes } = retort().packageJSON as Manifest;
    const registered = new Set(await vscode.commands.getCommands(true));
    const missing = contributes.commands.map(({ command }) => command).filter((id) => !registered.has(id));
    deepEqual(missing, []);
  });

  it('shows its two views', async () => {
    const commands = new Set(await vscode.commands.getCommands(true));
    ok(commands.has('retort.revisions.focus'));
    ok(commands.has('retort.connections.focus'));
  });

  it('restricts every setting of the machine in an untrusted workspace', () => {
    const { contributes, capabilities } = retort().packageJSON as Manifest;
    equal(capabilities.untrustedWorkspaces.supported, 'limited');
    const properties = contributes.configuration.flatMap(({ properties }) => Object.entries(properties));
    const ofMachine = properties.filter(([, { scope }]) => scope === 'machine').map(([name]) => name);
    deepEqual([...capabilities.untrustedWorkspaces.restrictedConfigurations].sort(), ofMachine.sort());
  });
});
