// `retort inspect`: what lies in a live database, where it stands, and how it is reached. Changes nothing.
import type { Command, CommandInput } from '../command';
import { asFailure, chooseTarget, databaseLabel, openDatabase, versionTable } from '../connect';
import { DATABASE_OPTIONS } from '../databaseOptions';
import { inspectionText } from '../inspectText';
import { openProject, type OpenedProject } from '../openProject';
import { protectionOf } from '../run/protection';
import { transportWarnings } from '../transportWarnings';
import { ancestors } from '../../engine/index';
import type { Connection } from '../../database/connection';
import type { InspectAnswer, LiveServer, LiveTable } from '../../database/inspect/inspection';
import type { Target } from '../../database/target';

export const inspect: Command = {
  name: 'inspect',
  summary: 'Shows a live database: server, user, TLS, where it stands, and its tables.',
  options: {
    ...DATABASE_OPTIONS,
    transport: {
      names: ['--transport'],
      takes: 'nothing',
      help: 'without connecting: what to know of the way to it beforehand',
    },
    brief: { names: ['--brief'], takes: 'nothing', help: 'without the tables: a test of the connection' },
    json: { names: ['--json'], takes: 'nothing', help: 'print JSON' },
  },
  positionals: [],
  async run(input) {
    const opened = openProject(input);
    const target = chooseTarget(input, opened);
    if (input.arguments.flags.has('transport')) {
      const warnings = transportWarnings(input, target);
      input.process.write(`${JSON.stringify({ warnings })}\n`);
      return 0;
    }
    const answer = await look(input, opened, target);
    const isJson = input.arguments.flags.has('json');
    input.process.write(isJson ? `${JSON.stringify(answer)}\n` : inspectionText(answer));
    return 0;
  },
};

async function look(input: CommandInput, opened: OpenedProject, target: Target): Promise<InspectAnswer> {
  const connection = await openDatabase(input, opened, target);
  try {
    const { readVersionRows } = await import('../../database/versionRows');
    const current = await readVersionRows(connection, versionTable(opened));
    const { server, tables } = await inspectConnection(connection, !input.arguments.flags.has('brief'));
    const { graph } = opened.workspace;
    const held = current.flatMap((row) => graph.byKey.get(row) ?? []);
    const applied = new Set(ancestors(graph, held, true));
    return {
      database: {
        label: databaseLabel(input, target, opened),
        address: connection.label,
        isProtected: protectionOf(input, opened, target).isProtected === true,
      },
      server,
      current,
      missing: current.filter((row) => !graph.byKey.has(row)),
      pending: graph.revisions.filter((revision) => !applied.has(revision)).length,
      warnings: transportWarnings(input, target, connection.server),
      ...(tables === undefined ? {} : { tables }),
    };
  } catch (error) {
    throw await asFailure(error);
  } finally {
    await connection.close();
  }
}

/** Each kind of database has its own way to describe itself. */
async function inspectConnection(
  connection: Connection,
  withTables: boolean,
): Promise<{ readonly server: LiveServer; readonly tables: readonly LiveTable[] | undefined }> {
  switch (connection.kind) {
    case 'embedded':
    case 'server': {
      const { inspectPostgresServer, inspectPostgresTables } =
        await import('../../database/inspect/postgresql');
      const server = await inspectPostgresServer(connection);
      return { server, tables: withTables ? await inspectPostgresTables(connection) : undefined };
    }
    case 'sqlite': {
      const { inspectSqliteFile, inspectSqliteTables } = await import('../../database/inspect/sqlite');
      const server = inspectSqliteFile(connection);
      return { server, tables: withTables ? await inspectSqliteTables(connection) : undefined };
    }
  }
}
