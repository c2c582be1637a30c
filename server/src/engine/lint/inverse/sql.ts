// What undoes SQL given to execute(): little of it can be undone, some of it leaves nothing to undo.
import { noInverse, statements, type Inverse } from './inverse';
import { writeString } from '../writing/literals';
import type { ModuleNames } from '../writing/names';
import type { SqlStatement } from '../../operations/expression';
import type { StatementStep } from '../../operations/step';

/** Statements that leave nothing behind, or something that stays useful. */
const WITHOUT_TRACE =
  /^(?:select|set|reset|show|explain|analyze|vacuum|reindex|comment|lock|begin|commit|create\s+extension|do\s+nothing)\b/;
const NAME = String.raw`(?:"[^"]+"|[\w$]+)(?:\.(?:"[^"]+"|[\w$]+))?`;
const MADE: readonly (readonly [RegExp, string])[] = [
  [
    new RegExp(`^create\\s+(?:unique\\s+)?index\\s+(?:if\\s+not\\s+exists\\s+)?(${NAME})\\s+on\\s`, 'i'),
    'DROP INDEX',
  ],
  [new RegExp(`^create\\s+type\\s+(${NAME})\\s+as\\s`, 'i'), 'DROP TYPE'],
  [
    new RegExp(`^create\\s+(?:materialized\\s+)view\\s+(?:if\\s+not\\s+exists\\s+)?(${NAME})`, 'i'),
    'DROP MATERIALIZED VIEW',
  ],
  [new RegExp(`^create\\s+view\\s+(${NAME})`, 'i'), 'DROP VIEW'],
  [new RegExp(`^create\\s+schema\\s+(${NAME})`, 'i'), 'DROP SCHEMA'],
  [new RegExp(`^create\\s+sequence\\s+(?:if\\s+not\\s+exists\\s+)?(${NAME})`, 'i'), 'DROP SEQUENCE'],
];

/** undefined: nothing has to be undone. */
export function invertStatement(step: StatementStep, names: ModuleNames): Inverse | undefined {
  const { statement } = step;
  const text = textOf(statement);
  if (text !== undefined) return invertText(text, names);
  switch (statement.kind) {
    case 'select':
      return undefined;
    case 'insert':
      return noInverse(`it inserts rows into ${statement.table.name}`);
    case 'update':
      return noInverse(`it changes rows of ${statement.table.name}`);
    case 'delete':
      return noInverse(`it deletes rows of ${statement.table.name}`);
    default:
      return noInverse('it runs SQL');
  }
}

function textOf(statement: SqlStatement): string | undefined {
  if (statement.kind === 'textStatement') return statement.text.text;
  return statement.kind === 'ddlText' ? statement.text : undefined;
}

function invertText(sql: string, names: ModuleNames): Inverse | undefined {
  const text = sql
    .replace(/--[^\n]*/g, ' ')
    .replace(/\/\*[\s\S]*?\*\//g, ' ')
    .trim()
    .replace(/;$/, '');
  if (text === '') return undefined;
  if (text.includes(';')) return noInverse('it runs SQL');
  if (WITHOUT_TRACE.test(text.toLowerCase())) return undefined;
  for (const [pattern, drop] of MADE) {
    const name = pattern.exec(text)?.[1];
    if (name !== undefined) return statements(`${names.op}.execute(${writeString(`${drop} ${name}`)})`);
  }
  const data = /^(insert\s+into|update|delete\s+from)\s+(?:only\s+)?([\w".]{1,130})/i.exec(text);
  if (data !== null) {
    const word = /^insert/i.test(text)
      ? 'inserts rows into'
      : /^update/i.test(text)
        ? 'changes rows of'
        : 'deletes rows of';
    return noInverse(`it ${word} ${data[2] ?? ''}`);
  }
  if (/^alter\s+type\s.*\sadd\s+value\s/is.test(text))
    return noInverse('PostgreSQL cannot take a value out of an enum');
  return noInverse(`it runs SQL (${text.split(/\s+/).slice(0, 3).join(' ')} ...)`);
}
