// orm-session-in-migration: Session(bind=...), sessionmaker(...), metadata.create_all().
import { namedCalls } from '../../namedCalls';
import { defineRevisionRule } from '../../rule';

const SESSION = /^sqlalchemy\.orm\.(?:session\.)?(?:Session|sessionmaker|scoped_session)$/;

export const ormSessionInMigration = defineRevisionRule({
  id: 'orm-session-in-migration',
  summary: 'An ORM session or create_all() in a revision works on the models of today.',
  severity: 'warning',
  check({ module, header }, report) {
    if (header.revision === undefined) return;
    for (const { call, path } of namedCalls(module)) {
      const isSession = SESSION.test(path);
      const isMetadata = /\.metadata\.(?:create_all|drop_all)$|^metadata\.(?:create_all|drop_all)$/.test(
        path,
      );
      if (!isSession && !isMetadata) continue;
      report({
        span: call.span,
        message: isSession
          ? 'A session selects and writes through models, which are those of today, and it flushes and commits on its own. ' +
            'Write Core statements over a small sa.table(...) that has the columns of this revision: ' +
            'op.execute(account.update().values(...)).'
          : 'This creates or drops what the models say today, not what this revision meant: later revisions meet tables that are ' +
            'already there. Write op.create_table() and op.drop_table().',
      });
    }
  },
});
