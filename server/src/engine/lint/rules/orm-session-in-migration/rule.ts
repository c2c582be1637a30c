// orm-session-in-migration: a session that works through classes of the application, metadata.create_all().
import { isApplicationModule } from '../../applicationModules';
import { namedCalls } from '../../namedCalls';
import { defineRevisionRule, type RevisionContext } from '../../rule';
import { fixesForImport } from '../../writing/applicationCopies';
import { descendants } from '../../../python/find';

const SESSION = /^sqlalchemy\.orm\.(?:session\.)?(?:Session|sessionmaker|scoped_session)$/;

export const ormSessionInMigration = defineRevisionRule({
  id: 'orm-session-in-migration',
  summary: 'An ORM session or create_all() in a revision works on the models of today.',
  severity: 'warning',
  check(revision, report) {
    const { module, header } = revision;
    if (header.revision === undefined) return;
    const models = importedClasses(revision);
    for (const { call, path } of namedCalls(module)) {
      const isSession = SESSION.test(path) && models.length > 0;
      const metadata = /^(?:(.+)\.)?metadata\.(?:create_all|drop_all)$/.exec(path);
      // A base that the revision makes itself has the classes of the revision alone.
      const isMetadata = metadata !== null && !isOwnBase(revision, metadata[1]);
      if (!isSession && !isMetadata) continue;
      report({
        span: call.span,
        message: isSession
          ? `This session selects and writes through ${models.join(', ')} of the application, as it is today: when a column is ` +
            'added to it, this revision asks for a column that is not there yet. Write Core statements over a small ' +
            'sa.table(...), or classes of this file, with the columns that the tables have here.'
          : 'This creates or drops what the models say today, not what this revision meant: later revisions meet tables that are ' +
            'already there. Write op.create_table() and op.drop_table().',
        fixes: () => (isSession ? copies(revision, models) : []),
      });
    }
  },
});

/** Classes of the application that statements of the file are made of; without one, a session is only a connection. */
function importedClasses({ module, isProjectModule }: RevisionContext): readonly string[] {
  const imported = new Set<string>();
  for (const node of descendants(module)) {
    if (node.kind !== 'importFrom' || !isApplicationModule(node, isProjectModule)) continue;
    for (const { name, as } of node.names) if (/^[A-Z]\w*[a-z]/.test(name)) imported.add(as ?? name);
  }
  const used = new Set<string>();
  for (const node of descendants(module)) {
    if (node.kind !== 'call' || node.function.kind === 'name') continue;
    const method = node.function.kind === 'attribute' ? node.function.name : '';
    if (
      !/^(?:query|get|add|add_all|merge|delete|select|insert|update|exists|bulk_\w+|scalars?|select_from|join)$/.test(
        method,
      )
    )
      continue;
    for (const { value } of node.arguments) {
      const first =
        value.kind === 'call' ? value.function : value.kind === 'attribute' ? value.object : value;
      if (first.kind === 'name' && imported.has(first.name)) used.add(first.name);
    }
  }
  for (const node of descendants(module)) {
    if (node.kind !== 'call' || node.function.kind !== 'name') continue;
    if (!['select', 'insert', 'update', 'delete'].includes(node.function.name)) continue;
    for (const { value } of node.arguments) {
      const first = value.kind === 'attribute' ? value.object : value;
      if (first.kind === 'name' && imported.has(first.name)) used.add(first.name);
    }
  }
  return [...used];
}

/** The classes as classes of the revision, where one import brings all of them. */
function copies(revision: RevisionContext, models: readonly string[]): ReturnType<typeof fixesForImport> {
  const statements = descendants(revision.module).flatMap((node) =>
    node.kind === 'importFrom' && node.names.some(({ name, as }) => models.includes(as ?? name))
      ? [node]
      : [],
  );
  const [only] = statements;
  return only === undefined || statements.length > 1 ? [] : fixesForImport(revision, only);
}

/** True for `Base` that a statement of the file gives its value, and for a MetaData of the file. */
function isOwnBase({ module }: RevisionContext, base: string | undefined): boolean {
  const name = base ?? 'metadata';
  return module.body.some(
    (statement) =>
      (statement.kind === 'class' && statement.name === name) ||
      (statement.kind === 'assign' &&
        statement.value.kind === 'call' &&
        statement.targets.some((target) => target.kind === 'name' && target.name === name)),
  );
}
