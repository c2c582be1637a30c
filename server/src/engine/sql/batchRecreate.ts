// Batch mode that makes a table anew: create a copy, move the rows, drop the old table, rename. Follows Alembic's order.
import type {
  CheckDefinition,
  ColumnDefinition,
  ConstraintDefinition,
  IndexDefinition,
} from '../operations/definition';
import type {
  AddColumn,
  AlterColumn,
  BatchAlterTable,
  CreateTable,
  DropConstraint,
  Operation,
} from '../operations/operation';
import type { SqlType } from '../operations/sqlType';
import { columnChecks, columnIndexes, uniqueOf, type TableItem } from '../schema/tableModel';
import type { Compilation } from './compilation';
import { constraintName } from './constraints';
import { dropConstraintName } from './constraintOperations';
import { createTableStatements, tableOf, type Printed } from './createTable';
import { quote, quoteTable } from './identifiers';
import { createIndexText } from './indexes';
import { asType, implicitKey, plainDefault, refuseTypeCheck } from './batchParts';
import { orderColumns } from './batchOrder';
import { quoteName, resolveName } from './names';
import { RaisedError, UnknownText } from './signals';
import { resolveVariant, typeFamily } from './types/family';
import { printType } from './types/printers';

type Source = NonNullable<BatchAlterTable['copyFrom']>;
type Constraint = ConstraintDefinition;

/** A column of the new table; `key` is the name it had, by which everything refers to it until the end. */
interface Column {
  readonly key: string;
  definition: ColumnDefinition;
  /** What is copied into it; undefined for a column that was added. */
  transfer: string | undefined;
}

class Recreation {
  readonly columns = new Map<string, Column>();
  readonly named = new Map<string, Constraint>();
  readonly unnamed: Constraint[] = [];
  readonly columnChecks = new Map<string, { readonly column: string; readonly check: CheckDefinition }>();
  readonly indexes = new Map<string, IndexDefinition>();
  readonly newIndexes = new Map<string, IndexDefinition>();
  readonly placements: (readonly [before: string, after: string])[] = [];
  readonly existing: string[] = [];
  private readonly compilation: Compilation;
  private readonly batch: BatchAlterTable;
  private readonly source: Source;

  constructor(compilation: Compilation, batch: BatchAlterTable, source: Source) {
    this.compilation = compilation;
    this.batch = batch;
    this.source = source;
    const table = tableOf(source);
    const label = quoteTable(compilation, table.name, table.schema);
    for (const { definition, name } of table.columns) {
      refuseTypeCheck(definition.type);
      // Foreign keys are copied as constraints of the table, UNIQUE likewise; indexes of a flag are not copied.
      const bare = {
        ...definition,
        unique: undefined,
        index: undefined,
        constraints: columnChecks(definition),
      };
      this.columns.set(name, {
        key: name,
        definition: bare,
        transfer: `${label}.${quote(compilation, name)}`,
      });
      this.existing.push(name);
      for (const check of columnChecks(definition)) {
        const checkName = constraintName(compilation, table, check);
        if (checkName) this.columnChecks.set(checkName.text, { column: name, check });
      }
    }
    if (table.primaryKey?.definition) this.addExisting(table.primaryKey.definition);
    else if (table.primaryKey && this.nameOf(implicitKey(table.primaryKey.columns, batch))) {
      throw new UnknownText('the primary key is named by the convention', batch.span);
    }
    for (const constraint of table.constraints) {
      if (constraint.kind === 'typeCheck')
        throw new UnknownText('a CHECK of a type is not copied', batch.span);
      this.addExisting(constraint);
    }
    const others = [...this.named.values(), ...this.unnamed].filter(({ kind }) => kind !== 'primaryKey');
    // SQLAlchemy keeps the constraints of a table in a set: which comes first depends on the run.
    if (others.length > 1) throw new UnknownText('the order of the copied constraints varies', batch.span);
    // Indexes made by index=True of a column are not carried over.
    for (const item of source.items) {
      if (item.kind === 'index') this.indexes.set(this.indexName(item), item);
    }
  }

  private nameOf(constraint: Constraint): string | undefined {
    return constraintName(this.compilation, this.source.table, constraint)?.text;
  }

  private addExisting(constraint: Constraint): void {
    const name = this.nameOf(constraint);
    if (name === undefined) this.unnamed.push(constraint);
    else this.named.set(name, constraint);
  }

  apply(operation: Operation): void {
    switch (operation.kind) {
      case 'addColumn':
        this.addColumn(operation);
        return;
      case 'dropColumn':
        this.columns.delete(operation.column);
        this.existing.splice(this.existing.indexOf(operation.column), 1);
        return;
      case 'alterColumn':
        this.alterColumn(operation);
        return;
      case 'createConstraint':
        this.addConstraint(operation.constraint);
        return;
      case 'dropConstraint':
        this.dropConstraint(operation);
        return;
      case 'createIndex':
        this.createIndex(operation.index);
        return;
      case 'dropIndex':
        if (!this.indexes.delete(operation.name.text)) {
          throw new RaisedError('ValueError', `No such index: '${operation.name.text}'`);
        }
        return;
      case 'createTableComment':
      case 'dropTableComment':
        return;
      case 'renameTable':
        throw new RaisedError('NotImplementedError', 'TODO');
      default:
        throw new UnknownText('this operation is not part of a batch', operation.span);
    }
  }

  private addColumn(operation: AddColumn): void {
    const { column } = operation;
    refuseTypeCheck(column.type);
    if (column.hasClientDefault)
      throw new UnknownText('a Python-side default would be copied too', operation.span);
    this.place(column.name, operation);
    const checks = column.constraints.filter(({ kind }) => kind === 'check');
    // The flags stay on the column, so that the copy makes their objects once more.
    const definition = { ...column, constraints: checks };
    this.columns.set(column.name, { key: column.name, definition, transfer: undefined });
    const keys = column.constraints.filter((constraint) => constraint.kind === 'foreignKey');
    if (column.unique && !column.index) this.addConstraint(uniqueOf(column));
    for (const key of keys) this.addConstraint({ ...key, columns: [column.name] });
    for (const index of columnIndexes(column)) this.createIndex(index);
  }

  private place(name: string, operation: AddColumn): void {
    let { insertBefore: before, insertAfter: after } = operation;
    const position = (column: string): number => this.existing.indexOf(column);
    if (this.batch.partialReordering.length === 0) {
      const next = after !== undefined && !before ? this.existing[position(after) + 1] : undefined;
      const previous = before !== undefined && !after ? this.existing[position(before) - 1] : undefined;
      const isNew = (column: string | undefined): boolean => column !== undefined && position(column) < 0;
      if (isNew(before) || isNew(after))
        throw new UnknownText('a place beside an added column', operation.span);
      before ??= next;
      after ??= previous;
    }
    if (before !== undefined) this.placements.push([name, before]);
    if (after !== undefined) this.placements.push([after, name]);
    const last = this.existing.at(-1);
    if (
      this.batch.partialReordering.length === 0 &&
      before === undefined &&
      after === undefined &&
      last !== undefined
    ) {
      this.placements.push([last, name]);
    }
  }

  private alterColumn(operation: AlterColumn): void {
    const column = this.columns.get(operation.column);
    if (!column) throw new RaisedError('KeyError', `'${operation.column}'`);
    refuseTypeCheck(operation.type);
    refuseTypeCheck(operation.existingType);
    let definition = column.definition;
    if (operation.newName !== undefined) definition = { ...definition, name: operation.newName };
    if (operation.type) {
      if (column.transfer !== undefined) column.transfer = this.cast(column.transfer, column, operation.type);
      definition = { ...definition, type: operation.type };
    }
    if (operation.nullable !== undefined) definition = { ...definition, nullable: operation.nullable };
    if (operation.serverDefault.given) {
      definition = { ...definition, serverDefault: plainDefault(operation.serverDefault.value, operation) };
    }
    if (operation.comment.given) definition = { ...definition, comment: operation.comment.value };
    column.definition = definition;
  }

  /** A change between kinds of type is cast on the way. */
  private cast(expression: string, column: Column, type: SqlType): string {
    const { name } = this.compilation.dialect;
    if (!column.definition.type)
      throw new UnknownText('the type of the column is not known', this.batch.span);
    const from = typeFamily(resolveVariant({ ...asType(column.definition.type), variants: {} }, name));
    const to = typeFamily(resolveVariant({ ...asType(type), variants: {} }, name));
    if (from === 'other' || to === 'other')
      throw new UnknownText('whether the type needs a cast is not known', this.batch.span);
    if (from === to || (to === 'json' && name === 'sqlite')) return expression;
    return `CAST(${expression} AS ${printType(this.compilation, type)}) AS ${quote(this.compilation, column.key)}`;
  }

  private addConstraint(constraint: Constraint): void {
    const name = this.nameOf(constraint);
    if (name === undefined) throw new RaisedError('ValueError', 'Constraint must have a name');
    if (constraint.kind === 'primaryKey')
      throw new UnknownText('a new primary key in a batch is not rendered', this.batch.span);
    this.named.set(name, constraint);
  }

  private dropConstraint(operation: DropConstraint): void {
    const name = dropConstraintName(this.compilation, operation)?.text;
    if (name === undefined) throw new RaisedError('ValueError', 'Constraint must have a name');
    const inColumn = this.columnChecks.get(name);
    if (inColumn) {
      const column = this.columns.get(inColumn.column);
      if (column) {
        const constraints = column.definition.constraints.filter((other) => other !== inColumn.check);
        column.definition = { ...column.definition, constraints };
      }
      return;
    }
    const found = this.named.get(name);
    if (!found) throw new RaisedError('ValueError', `No such constraint: '${name}'`);
    if (found.kind === 'primaryKey')
      throw new UnknownText('dropping a primary key in a batch is not rendered', operation.span);
    this.named.delete(name);
  }

  private indexName(index: IndexDefinition): string {
    const { table } = this.batch;
    const columns = index.elements.map((element) => {
      if (element.kind !== 'columnName')
        throw new UnknownText('an index over an expression in a batch', index.span);
      return element.name;
    });
    const object = { table: table.name, schema: table.schema, columns };
    const name = resolveName(this.compilation, 'ix', index.name, object);
    if (!name) throw new UnknownText('the index has no name', index.span);
    return name.text;
  }

  private createIndex(index: IndexDefinition): void {
    const name = this.indexName(index);
    this.newIndexes.set(name, { ...index, name: { text: name, isFinal: true } });
  }

  /** Constraints of the new table: those whose columns are all there, with the columns' new names. */
  private copiedConstraints(): readonly Constraint[] {
    return [...this.named, ...this.unnamed.map((constraint) => [undefined, constraint] as const)].flatMap(
      ([name, constraint]) => {
        const columns = 'columns' in constraint ? constraint.columns : [];
        if (columns.some((column) => !this.columns.has(column))) return [];
        const renamed =
          'columns' in constraint
            ? { ...constraint, columns: columns.map((column) => this.newName(column)) }
            : constraint;
        return [{ ...renamed, name: name === undefined ? undefined : { text: name, isFinal: true } }];
      },
    );
  }

  private newName(key: string): string {
    return this.columns.get(key)?.definition.name ?? key;
  }

  private finalIndex(index: IndexDefinition): IndexDefinition {
    const elements = index.elements.map((element) =>
      element.kind === 'columnName' ? { ...element, name: this.newName(element.name) } : element,
    );
    return { ...index, elements };
  }

  *statements(): Generator<Printed> {
    const { compilation } = this;
    const { name, schema } = this.source.table;
    const temporary = Array.from(`_alembic_tmp_${name}`).slice(0, 50).join('');
    const keys = orderColumns(
      [...this.columns.keys()],
      this.existing,
      this.placements,
      this.batch.partialReordering,
    );
    const columns = keys.flatMap((key) => this.columns.get(key) ?? []);
    if (compilation.dialect.name === 'postgresql') yield* this.droppedNames();
    const items: TableItem[] = [
      ...columns.map(({ definition }) => definition),
      ...this.batch.tableArguments,
      ...this.copiedConstraints(),
    ];
    const table = tableOf({ table: { name: temporary, schema }, items, options: this.source.options });
    yield* createTableStatements(compilation, table, { prefixes: [], ifNotExists: false });
    const moved = columns.filter(({ transfer }) => transfer !== undefined);
    const target = quoteTable(compilation, temporary, schema);
    const names = moved.map(({ definition }) => quote(compilation, definition.name)).join(', ');
    const values = moved.map(({ transfer }) => transfer).join(', ');
    const source = quoteTable(compilation, name, schema);
    yield {
      text: `INSERT INTO ${target} (${names}) SELECT ${values} \nFROM ${source}`,
      source: 'bulkInsert',
    };
    yield { text: `DROP TABLE ${source}`, source: 'dropTable' };
    yield { text: `ALTER TABLE ${target} RENAME TO ${quote(compilation, name)}`, source: 'renameTable' };
    for (const index of [...this.indexes.values(), ...this.newIndexes.values()]) {
      const text = createIndexText(compilation, this.source.table, this.finalIndex(index), {
        ifNotExists: false,
      });
      yield { text, source: 'createIndex' };
    }
  }

  /** PostgreSQL keeps the old table's constraint names taken until it is gone. */
  private *droppedNames(): Generator<Printed> {
    const { name, schema } = this.source.table;
    const target = quoteTable(this.compilation, name, schema);
    const original = tableOf(this.source);
    const all = [
      ...(original.primaryKey?.definition ? [original.primaryKey.definition] : []),
      ...original.constraints,
    ];
    for (const constraint of all) {
      if (constraint.kind === 'typeCheck') continue;
      const final = constraintName(this.compilation, this.source.table, constraint);
      if (!final || !this.named.has(final.text)) continue;
      yield {
        text: `ALTER TABLE ${target} DROP CONSTRAINT ${quoteName(this.compilation, final)}`,
        source: 'dropConstraint',
      };
    }
  }
}

/** The statements that make the table anew. */
export function* recreateTable(
  compilation: Compilation,
  batch: BatchAlterTable,
  source: Pick<CreateTable, 'table' | 'items' | 'options'>,
  operations: readonly Operation[],
): Generator<Printed> {
  const recreation = new Recreation(compilation, batch, source);
  for (const operation of operations) recreation.apply(operation);
  yield* recreation.statements();
}
