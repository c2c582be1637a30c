// op.execute, and execute() of the bind: what is given becomes a statement step.
import type { SqlStatement } from '../expression';
import { known } from '../interpreter/arguments';
import { tryLiteral } from '../interpreter/literals';
import type { Machine } from '../interpreter/machine';
import { NotKnown } from '../interpreter/signals';
import { elementOf } from '../sqlalchemy/coerce';
import { bindArguments, parseSignature } from '../interpreter/signature';
import type { Literal } from '../literal';
import type { StatementStep } from '../step';
import { isObject, textOf, type CallArguments, type NativeValue, type Value } from '../values';
import type { Span } from '../../text/span';

const EXECUTE = parseSignature('execute(self, sqltext, *, execution_options=None)');

/** The statement a value stands for: a str or text(), or a construct. Throws NotKnown for anything else. */
function statementOf(value: Value, span: Span): SqlStatement {
  const v = known(value);
  const plain = textOf(v);
  if (plain !== undefined) {
    return { kind: 'textStatement', text: { kind: 'text', text: plain, binds: [], span }, span };
  }
  if (isObject(v)) {
    if (v.kind === 'expression' && v.expression.kind === 'text')
      return { kind: 'textStatement', text: v.expression, span };
    if (v.kind === 'statement') return { ...v.statement, span };
    const lone = v.kind === 'expression' || v.kind === 'column' ? elementOf(v, span) : undefined;
    if (lone !== undefined && lone.kind !== 'opaqueExpression') {
      return {
        kind: 'select',
        columns: [lone],
        from: [],
        where: [],
        orderBy: [],
        groupBy: [],
        limit: undefined,
        offset: undefined,
        distinct: false,
        isExpression: true,
        span,
      };
    }
  }
  throw new NotKnown('what is executed is not a SQL text or statement');
}

/** op.execute and batch_op.execute: both run at once, also inside a batch. */
export const execute: NativeValue = {
  kind: 'native',
  name: 'execute',
  hasEffect: true,
  call(machine, call) {
    const bound = bindArguments(EXECUTE, { ...call, positional: [null, ...call.positional] });
    const statement = statementOf(bound.get('sqltext'), call.span);
    machine.emit({ kind: 'statement', statement, through: 'op', hasParameters: false, span: call.span });
    return null;
  },
};

/** Offline the bind is SQLAlchemy's MockConnection, whose parameters have other names. */
const ON_BIND = {
  offline: parseSignature('MockConnection.execute(self, obj, parameters=None, execution_options=None)'),
  online: parseSignature('Connection.execute(self, statement, parameters=None, *, execution_options=None)'),
};
const ON_DRIVER = parseSignature(
  'Connection.exec_driver_sql(self, statement, parameters=None, execution_options=None)',
);

/** Emits the step for `bind.execute(statement, parameters)`. */
export function executeOnBind(machine: Machine, call: CallArguments, through: 'bind' | 'driver'): void {
  const signature = through === 'driver' ? ON_DRIVER : ON_BIND[machine.mode];
  const bound = bindArguments(signature, { ...call, positional: [null, ...call.positional] });
  const given = bound.get('parameters');
  const statement = statementOf(bound.get(signature === ON_BIND.offline ? 'obj' : 'statement'), call.span);
  const values = given === null ? undefined : parameterRows(given);
  const step: StatementStep = {
    kind: 'statement',
    statement,
    through,
    hasParameters: given !== null,
    ...(values === undefined ? {} : { parameters: values }),
    span: call.span,
  };
  machine.emit(step);
}

function parameterRows(value: Value): readonly Readonly<Record<string, Literal>>[] | undefined {
  const rows = isObject(value) && (value.kind === 'list' || value.kind === 'tuple') ? value.items : [value];
  const result: Record<string, Literal>[] = [];
  for (const row of rows) {
    if (!isObject(row) || row.kind !== 'dict' || row.unknown !== undefined) return undefined;
    const entries: Record<string, Literal> = {};
    for (const [key, item] of row.entries.values()) {
      const name = textOf(key);
      const literal = tryLiteral(item);
      if (name === undefined || literal === undefined) return undefined;
      entries[name] = literal;
    }
    result.push(entries);
  }
  return result;
}
