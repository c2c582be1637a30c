// Which extension a type, function or operator class of PostgreSQL belongs to.
import type { FunctionAnalysis } from '../../rule';
import type { ColumnDefinition } from '../../../operations/definition';
import type { Operation } from '../../../operations/operation';
import type { SqlType } from '../../../operations/sqlType';
import type { Span } from '../../../text/span';

/** A use and where it stands. */
export interface ExtensionUse {
  readonly extension: string;
  readonly what: string;
  readonly span: Span;
}

const TYPES: Readonly<Record<string, string>> = {
  CITEXT: 'citext',
  HSTORE: 'hstore',
  Geometry: 'postgis',
  Geography: 'postgis',
  Raster: 'postgis_raster',
  Vector: 'vector',
  VECTOR: 'vector',
  HALFVEC: 'vector',
  LTREE: 'ltree',
  LtreeType: 'ltree',
};
const OPERATOR_CLASSES: Readonly<Record<string, string>> = {
  gin_trgm_ops: 'pg_trgm',
  gist_trgm_ops: 'pg_trgm',
  vector_l2_ops: 'vector',
  vector_cosine_ops: 'vector',
  vector_ip_ops: 'vector',
};

/** In the order of the steps. */
export function* extensionUses({ steps }: FunctionAnalysis): Generator<ExtensionUse> {
  for (const { step } of steps) {
    if (step.kind !== 'operation') continue;
    yield* usesOf(step.operation);
    if (step.operation.kind !== 'batchAlterTable') continue;
    for (const inner of step.operation.steps) if (inner.kind === 'operation') yield* usesOf(inner.operation);
  }
}

function* usesOf(operation: Operation): Generator<ExtensionUse> {
  switch (operation.kind) {
    case 'createTable':
      for (const item of operation.items) if (item.kind === 'column') yield* ofColumn(item);
      break;
    case 'addColumn':
      yield* ofColumn(operation.column);
      break;
    case 'alterColumn':
      yield* ofType(operation.type, operation.span);
      break;
    case 'createIndex': {
      const { options, elements, span } = operation.index;
      const text = JSON.stringify([options, elements], (_, value: unknown) =>
        typeof value === 'bigint' ? String(value) : value,
      );
      for (const [name, extension] of Object.entries(OPERATOR_CLASSES)) {
        if (text.includes(name)) yield { extension, what: `The operator class ${name}`, span };
      }
      break;
    }
    default:
      break;
  }
}

function* ofColumn(column: ColumnDefinition): Generator<ExtensionUse> {
  yield* ofType(column.type, column.span);
  const { serverDefault } = column;
  if (serverDefault?.kind !== 'expression') return;
  const { expression } = serverDefault;
  const text =
    expression.kind === 'text'
      ? expression.text
      : expression.kind === 'function'
        ? expression.names.join('.')
        : '';
  if (/\buuid_generate_v[1345]\b/.test(text)) {
    yield { extension: 'uuid-ossp', what: 'The function uuid_generate_v...()', span: serverDefault.span };
  }
}

function* ofType(type: SqlType | undefined, span: Span): Generator<ExtensionUse> {
  const name = type?.name.split('.').at(-1) ?? '';
  const extension = Object.hasOwn(TYPES, name) ? TYPES[name] : undefined;
  if (type !== undefined && extension !== undefined) {
    yield { extension, what: `The type ${name}`, span: type.span.end > type.span.start ? type.span : span };
  }
}
