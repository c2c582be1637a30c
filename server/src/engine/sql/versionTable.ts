// The statements Alembic keeps its version table with. Which rows change in a step is decided by revisions/versionTable.ts.
import type { VersionChange } from '../revisions/versionTable';
import { optionValue, type Compilation } from './compilation';
import { dialectNamed } from './dialects/dialects';
import { quoteTable } from './identifiers';
import { quoteName } from './names';
import { finishStatement } from './renderSteps';
import type { RenderOptions } from './rendering';
import { doublePercents } from './text';

function compilationOf(options: RenderOptions): Compilation {
  return { dialect: dialectNamed(options.dialect), options, createdTypes: new Set() };
}

function tableText(compilation: Compilation): string {
  const { versionTable, versionTableSchema } = compilation.options;
  const schema = optionValue<string | undefined>(versionTableSchema, undefined);
  return quoteTable(compilation, optionValue(versionTable, 'alembic_version'), schema);
}

/** CREATE TABLE of the version table; throws UnknownText where env.py hides its name. */
function createText(compilation: Compilation): string {
  const name = optionValue(compilation.options.versionTable, 'alembic_version');
  const lines = ['version_num VARCHAR(32) NOT NULL'];
  if (optionValue(compilation.options.versionTablePk, true)) {
    const key = quoteName(compilation, { text: `${name}_pkc`, isCut: false });
    lines.push(`CONSTRAINT ${key} PRIMARY KEY (version_num)`);
  }
  return `CREATE TABLE ${tableText(compilation)} (\n\t${lines.join(', \n\t')}\n)`;
}

function changeText(compilation: Compilation, change: VersionChange): string {
  const table = tableText(compilation);
  // Alembic writes the id between quotes as it is, without escaping.
  const literal = (version: string): string => doublePercents(compilation, `'${version}'`);
  switch (change.kind) {
    case 'insert': {
      const hasKey = optionValue(compilation.options.versionTablePk, true);
      const column = compilation.dialect.name === 'postgresql' ? `${table}.version_num` : 'version_num';
      const returning = hasKey ? ` RETURNING ${column}` : '';
      return `INSERT INTO ${table} (version_num) VALUES (${literal(change.version)})${returning}`;
    }
    case 'update':
      return `UPDATE ${table} SET version_num=${literal(change.to)} WHERE ${table}.version_num = ${literal(change.from)}`;
    case 'delete':
      return `DELETE FROM ${table} WHERE ${table}.version_num = ${literal(change.version)}`;
  }
}

/** The statements of the version table, finished as the mode wants them. They throw UnknownText where env.py hides the table. */
export interface VersionTableStatements {
  readonly create: () => string;
  readonly change: (change: VersionChange) => string;
}

export function versionTableStatements(options: RenderOptions): VersionTableStatements {
  const compilation = compilationOf(options);
  return {
    create: () => finishStatement(createText(compilation), options),
    change: (change) => finishStatement(changeText(compilation, change), options),
  };
}
