// The language server process: one connection (ipc from the extension, or --stdio), served until the client goes away.
import { join } from 'node:path';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { serve } from '../lsp/server';

const connection = createConnection(ProposedFeatures.all);
serve(connection, {
  sqlWorker: join(__dirname, 'sqlWorker.js'),
  formatWorker: join(__dirname, 'sqlFormatWorker.js'),
});
connection.listen();
