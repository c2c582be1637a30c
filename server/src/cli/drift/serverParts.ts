// The parts of a revision for what a server has: operations where a statement equals some, else the statement itself.
import type { Drift } from './compareWithHistory';
import type { DriftPart, DriftVariant } from './driftPart';
import type { DriftSql, DriftSqlPart } from './driftSql';
import { executeSource } from './executeSource';
import type { CommandInput } from '../command';
import { withParsedSql } from '../parsedSql';
import type { Catalogue, CatalogueObject } from '../../database/catalogue/catalogue';
import { unquoted } from '../../database/catalogue/catalogue';
import {
  typedOperations,
  type Direction,
  type RevisionBody,
  type TypedSource,
  type Workspace,
} from '../../engine/index';

/** `textOf` makes the file with these bodies, which lies at `path`. */
export async function serverParts(
  input: CommandInput,
  drift: Drift,
  sql: DriftSql,
  body: RevisionBody,
  file: { readonly path: string; readonly textOf: (variants: readonly DriftVariant[]) => string },
): Promise<readonly DriftPart[]> {
  const execute = (statement: string): string => executeSource(statement, body.names.op);
  const asSql = sql.parts.map(({ upgrade, downgrade }) => ({
    upgrade: upgrade.map(execute),
    downgrade: downgrade.map(execute),
  }));
  const workspace = drift.opened.workspace.withFile(file.path, file.textOf(asSql));
  const explore = (one: Workspace): void => {
    one.analysis(file.path, 'upgrade');
    one.analysis(file.path, 'downgrade');
  };
  const parsed = (await withParsedSql({ ...drift.opened, workspace }, input, explore)).workspace;
  const ups = stepsOf(parsed, file.path, 'upgrade', sql.parts);
  const downs = stepsOf(parsed, file.path, 'downgrade', [...sql.parts].reverse()).reverse();
  return sql.parts.map((part, index): DriftPart => {
    const { object } = part;
    const written = asSql[index] ?? { upgrade: [], downgrade: [] };
    const source = (catalogue: Catalogue): TypedSource => ({
      ...body,
      enums: enumsOf(catalogue),
      dropped: droppedBy(object),
    });
    const lines = (steps: Steps, statements: readonly string[], catalogue: Catalogue): readonly string[] =>
      typedOperations(steps, (at) => statements[at] ?? '', source(catalogue));
    const typed = {
      upgrade: lines(ups[index] ?? [], written.upgrade, drift.database),
      downgrade: lines(downs[index] ?? [], written.downgrade, drift.database),
    };
    const isSame =
      [typed.upgrade, typed.downgrade].flat().join('\n') ===
      [written.upgrade, written.downgrade].flat().join('\n');
    return {
      object: `${object.kind} ${object.name}`,
      table: object.kind === 'table' ? object.name : object.partOf,
      variants: isSame ? [written] : [typed, written],
    };
  });
}

type Steps = ReturnType<Workspace['analysis']>['steps'];

/** Each part has as many steps as statements. */
function stepsOf(
  workspace: Workspace,
  path: string,
  direction: Direction,
  parts: readonly DriftSqlPart[],
): Steps[] {
  const { steps } = workspace.analysis(path, direction);
  let at = 0;
  return parts.map((part) => {
    const start = at;
    at += part[direction].length;
    return steps.slice(start, at);
  });
}

/** Names in SQL with their labels; a label with a backslash is left to SQL. */
function enumsOf({ objects }: Catalogue): ReadonlyMap<string, readonly string[]> {
  return new Map(
    objects.flatMap(({ kind, name, definition }) => {
      if (kind !== 'enum' || definition.includes('\\')) return [];
      const labels = [...definition.matchAll(/'((?:[^']|'')*)'/gu)];
      return [[name, labels.map(([, label = '']) => label.replaceAll("''", "'"))] as const];
    }),
  );
}

const CONSTRAINT_TYPES = {
  FOREIGN: 'foreignkey',
  PRIMARY: 'primary',
  UNIQUE: 'unique',
  CHECK: 'check',
} as const;

function droppedBy({ kind, partOf, definition }: CatalogueObject): TypedSource['dropped'] {
  const [schema, name] = partOf?.match(/"(?:[^"]|"")+"|[^."]+/gu) ?? [];
  if (schema === undefined || name === undefined) return undefined;
  const [word = ''] = definition.split(' ');
  const isKnown = kind === 'constraint' && Object.hasOwn(CONSTRAINT_TYPES, word);
  return {
    table: { name: unquoted(name), schema: unquoted(schema) },
    type: isKnown ? CONSTRAINT_TYPES[word as keyof typeof CONSTRAINT_TYPES] : undefined,
  };
}
