// dist/sqlite.js: the process that has one SQLite file open for a command. It ends with the one who started it.
import { join } from 'node:path';
import { SqliteChild } from '../database/sqlite/child';
import type { SqliteRequest } from '../database/sqlite/messages';

const child = new SqliteChild(join(__dirname, 'vendor', 'sqlite'));

process.on('message', (request: SqliteRequest) => {
  void child.answer(request).then((answer) => process.send?.(answer));
});
process.on('disconnect', () => {
  // What is not committed is rolled back.
  child.close();
  process.exit(0);
});
