// The language server process: one connection (ipc from the extension, or --stdio), served until the client goes away.
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { serve } from '../lsp/server';

const connection = createConnection(ProposedFeatures.all);
serve(connection);
connection.listen();
