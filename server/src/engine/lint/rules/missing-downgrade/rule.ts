// missing-downgrade: the file has upgrade() but nothing called downgrade.
import { fixesForMissing } from '../../inverse/downgradeFixes';
import { defineRevisionRule } from '../../rule';
import type { FunctionDefinition, Module, Statement } from '../../../python/syntax';

export const missingDowngrade = defineRevisionRule({
  id: 'missing-downgrade',
  summary: 'A revision without downgrade() cannot be rolled back.',
  severity: 'warning',
  check(revision, report) {
    if (revision.header.revision === undefined || bindsName(revision.module, 'downgrade')) return;
    const upgrade = revision.module.body.find(
      (statement): statement is FunctionDefinition =>
        statement.kind === 'function' && statement.name === 'upgrade',
    );
    if (upgrade === undefined) return;
    report({
      span: upgrade.nameSpan,
      message:
        'This revision has no downgrade(): `alembic downgrade` past it fails with AttributeError after newer ' +
        'revisions may already be undone. Write downgrade(), or let it raise when going back is not wanted.',
      fixes: () => fixesForMissing(revision, upgrade),
    });
  },
});

/** True when the module binds the name in any way, or may do so (star import, code that cannot be read). */
function bindsName(module: Module, name: string): boolean {
  return module.broken || module.body.some((statement) => statementBinds(statement, name));
}

function statementBinds(statement: Statement, name: string): boolean {
  switch (statement.kind) {
    case 'function':
    case 'class':
      return statement.name === name;
    case 'assign':
      return statement.targets.some((target) => target.kind === 'name' && target.name === name);
    case 'annotatedAssign':
      return statement.target.kind === 'name' && statement.target.name === name;
    case 'import':
    case 'importFrom':
      return statement.names.some((item) => item.name === '*' || (item.as ?? item.name) === name);
    case 'if':
      return [...statement.body, ...statement.orElse].some((inner) => statementBinds(inner, name));
    case 'try':
      return [...statement.body, ...statement.orElse, ...statement.finally].some((inner) =>
        statementBinds(inner, name),
      );
    case 'with':
    case 'for':
    case 'while':
      return statement.body.some((inner) => statementBinds(inner, name));
    default:
      return false;
  }
}
