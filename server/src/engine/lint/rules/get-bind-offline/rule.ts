// get-bind-offline: code that needs an answer of the database while `upgrade --sql` only prints.
import { namedCalls } from '../../namedCalls';
import { defineRevisionRule } from '../../rule';
import { descendants } from '../../../python/find';
import type { Call } from '../../../python/syntax';

const FETCHES =
  /^<bind>(?:\(\))?(?:\.(?:execute|exec_driver_sql)\(\))(?:\.\w+(?:\(\))?)*\.(?:fetchall|fetchone|fetchmany|first|one|one_or_none|all|scalar|scalars|scalar_one|scalar_one_or_none|mappings|keys)$/;

export const getBindOffline = defineRevisionRule({
  id: 'get-bind-offline',
  summary: 'The result of a query is not there in offline mode, so `--sql` fails on this revision.',
  severity: 'info',
  check({ module, source }, report) {
    // Whoever asks for the mode has thought of it.
    if (/\bis_offline_mode\b|\bas_sql\b/.test(source)) return;
    const calls = namedCalls(module);
    const iterated = new Set<Call>();
    for (const node of descendants(module)) {
      if (node.kind === 'for' && node.iterable.kind === 'call') iterated.add(node.iterable);
    }
    const found = calls.find(
      ({ call, path }) =>
        FETCHES.test(path) ||
        (/^<bind>\.(?:execute|scalars)$/.test(path) && iterated.has(call)) ||
        (path === 'sqlalchemy.inspect' && isBind(call, calls)),
    );
    if (found === undefined) return;
    report({
      span: found.call.span,
      message:
        'This needs an answer of the database: with --sql there is no connection, execute() gives None, and rendering the ' +
        'migration stops with an error. If the project hands SQL scripts over, write the step as one SQL statement, or guard it ' +
        'with context.is_offline_mode().',
    });
  },
});

function isBind(call: Call, calls: ReturnType<typeof namedCalls>): boolean {
  const [first] = call.arguments;
  if (first === undefined) return false;
  if (first.value.kind === 'call')
    return calls.some((one) => one.call === first.value && one.path === 'alembic.op.get_bind');
  return first.value.kind === 'name' && /^(?:bind|conn|connection)$/.test(first.value.name);
}
