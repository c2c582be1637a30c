// The Python blocks of revision templates, as far as they only name things: `<%! import re %>` and assignments in
// `<% %>`. Any other statement is refused, so that the project's own Alembic does it.
import { parseModule } from '../python/parse';
import type { Statement } from '../python/syntax';
import { evaluateExpression, TemplateRefusal, type TemplateValue } from './templateExpression';

/** Runs the block: what it names is put into `variables`. */
export function runTemplateBlock(source: string, variables: Map<string, TemplateValue>): void {
  const module = parseModule(`${dedented(source)}\n`);
  if (module.broken) throw new TemplateRefusal('the Python block cannot be read');
  for (const statement of module.body) runStatement(statement, variables);
}

function runStatement(statement: Statement, variables: Map<string, TemplateValue>): void {
  if (
    statement.kind === 'import' &&
    statement.names.every(({ name, as }) => name === 're' && as === undefined)
  ) {
    variables.set('re', { kind: 'module', name: 're' });
    return;
  }
  if (statement.kind === 'pass') return;
  const [target, ...more] = statement.kind === 'assign' ? statement.targets : [];
  if (statement.kind === 'assign' && target?.kind === 'name' && more.length === 0) {
    variables.set(target.name, evaluateExpression(statement.value, variables));
    return;
  }
  throw new TemplateRefusal('Python blocks are evaluated only where they import re or name a value');
}

/** Without the indentation that all lines share, as Mako takes it away. */
function dedented(source: string): string {
  const lines = source.split('\n');
  const indents = lines
    .filter((line) => line.trim() !== '')
    .map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0);
  const indent = Math.min(...indents, Infinity);
  return lines.map((line) => (line.trim() === '' ? '' : line.slice(indent))).join('\n');
}
