// The entry of the bundle with the language client. Evaluated in steps, between which the extension host answers others.

import type { createClient } from './createClient';

/** Loads the packages one after the other; what they are for is createClient.ts. */
export async function loadClient(): Promise<{ readonly createClient: typeof createClient }> {
  await import('vscode-jsonrpc/node');
  await breath();
  await import('vscode-languageserver-protocol');
  await breath();
  return await import('./createClient');
}

function breath(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
