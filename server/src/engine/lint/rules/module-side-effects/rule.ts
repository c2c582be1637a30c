// module-side-effects: calls at module level whose result nobody uses.
import { defineRevisionRule } from '../../rule';
import { dottedName, descendants } from '../../../python/find';
import type { Call, Statement } from '../../../python/syntax';

/** Calls that only prepare the module itself. */
const HARMLESS =
  /^(?:warnings\.\w+|logging\.(?:getLogger|basicConfig)|sys\.path\.\w+|\w+\.setLevel|register_\w+)$/;

export const moduleSideEffects = defineRevisionRule({
  id: 'module-side-effects',
  summary: 'Code at the top of a revision runs for every Alembic command, not when the revision does.',
  severity: 'warning',
  check({ module, header }, report) {
    if (header.revision === undefined) return;
    for (const statement of module.body) {
      const call = effectOf(statement);
      if (call === undefined) continue;
      report({
        span: call.span,
        message:
          'Alembic loads every revision file for every command: this runs for `alembic history`, for `alembic heads` and for the ' +
          'upgrade of other revisions, each time. Move it into upgrade().',
      });
    }
  },
});

function effectOf(statement: Statement): Call | undefined {
  switch (statement.kind) {
    case 'expressionStatement': {
      const { expression } = statement;
      if (expression.kind !== 'call') return undefined;
      return HARMLESS.test(dottedName(expression.function) ?? '') ? undefined : expression;
    }
    case 'for':
    case 'while':
    case 'with': {
      for (const node of descendants(statement)) {
        if (node.kind !== 'expressionStatement') continue;
        const inner = effectOf(node);
        if (inner !== undefined && isOperation(inner)) return inner;
      }
      return undefined;
    }
    default:
      return undefined;
  }
}

/** Loops at module level mostly build tables of constants; only operations and output are reported. */
function isOperation(call: Call): boolean {
  return /^(?:op|print|conn|connection|session|bind)\b/.test(dottedName(call.function) ?? '');
}
