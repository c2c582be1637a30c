// Gives the metadata of a project's models a naming convention, where the class or the call that makes it is plain.
import { conventionLines } from './projectWiring';
import { parseModule } from '../python/parse';
import type { ClassDefinition, Module } from '../python/syntax';
import { dottedName, keyword } from '../revisions/pythonValue';
import { applyEdits, type TextEdit } from '../text/edit';

/** The text of a module with the convention; undefined where it has one already, or where its base is not plain. */
export function withNamingConvention(source: string, name: string): string | undefined {
  const module = parseModule(source);
  if (module.broken || /\bnaming_convention\b/u.test(source)) return undefined;
  const edit = classEdit(module, name, source) ?? callEdit(module, name);
  if (edit === undefined) return undefined;
  const before = { start: edit.statementStart, end: edit.statementStart };
  const constant = ['NAMING_CONVENTION = {', ...conventionLines('    '), '}', '', ''].join('\n');
  const blank = edit.isClass ? '\n' : '';
  return applyEdits(source, [
    ...metadataImport(module),
    { span: before, text: `${constant}${blank}` },
    edit.edit,
  ]);
}

interface Place {
  readonly edit: TextEdit;
  readonly statementStart: number;
  readonly isClass: boolean;
}

const METADATA = 'MetaData(naming_convention=NAMING_CONVENTION)';

/** `class Base(DeclarativeBase):` without a metadata of its own. */
function classEdit(module: Module, name: string, source: string): Place | undefined {
  const found = module.body.find(
    (statement): statement is ClassDefinition => statement.kind === 'class' && statement.name === name,
  );
  if (found === undefined || !found.arguments.some(({ value }) => isDeclarativeBase(dottedName(value)))) {
    return undefined;
  }
  const first = found.body[0];
  if (first === undefined) return undefined;
  const line = source.lastIndexOf('\n', first.span.start - 1) + 1;
  const indentation = source.slice(line, first.span.start);
  // `class Base(DeclarativeBase): pass` on one line.
  if (indentation.trim() !== '') return undefined;
  const start = found.decorators[0]?.span.start ?? found.span.start;
  const at = source.lastIndexOf('\n', start - 1) + 1;
  const assignment = `metadata = ${METADATA}`;
  const isOnlyPass = found.body.length === 1 && first.kind === 'pass';
  const isDocstring = first.kind === 'expressionStatement' && first.expression.kind === 'string';
  const edit = isOnlyPass
    ? { span: first.span, text: assignment }
    : isDocstring
      ? {
          span: { start: first.span.end, end: first.span.end },
          text: `\n\n${indentation}${assignment}`,
        }
      : {
          span: { start: first.span.start, end: first.span.start },
          text: `${assignment}\n\n${indentation}`,
        };
  return { edit, statementStart: at, isClass: true };
}

function isDeclarativeBase(name: string | undefined): boolean {
  return /(?:^|\.)DeclarativeBase(?:NoMeta)?$/u.test(name ?? '');
}

/** `Base = declarative_base()`. */
function callEdit(module: Module, name: string): Place | undefined {
  for (const statement of module.body) {
    if (statement.kind !== 'assign' && statement.kind !== 'annotatedAssign') continue;
    const targets = statement.kind === 'assign' ? statement.targets : [statement.target];
    const { value } = statement;
    if (!targets.some((target) => target.kind === 'name' && target.name === name)) continue;
    if (value?.kind !== 'call') return undefined;
    const isBase = /(?:^|\.)declarative_base$/u.test(dottedName(value.function) ?? '');
    const isPlain = value.arguments.every(({ form }) => form === 'keyword' || form === 'positional');
    if (!isBase || !isPlain || keyword(value, 'metadata') !== undefined) return undefined;
    const end = value.span.end - 1;
    const comma = value.arguments.length === 0 ? '' : ', ';
    return {
      edit: { span: { start: end, end }, text: `${comma}metadata=${METADATA}` },
      statementStart: statement.span.start,
      isClass: false,
    };
  }
  return undefined;
}

/** `from sqlalchemy import MetaData`, unless the name is there; before the first import of SQLAlchemy's. */
function metadataImport(module: Module): readonly TextEdit[] {
  const isThere = module.body.some(
    (statement) =>
      statement.kind === 'importFrom' && statement.names.some((one) => (one.as ?? one.name) === 'MetaData'),
  );
  if (isThere) return [];
  const first =
    module.body.find(
      (statement) => statement.kind === 'importFrom' && /^sqlalchemy(?:\.|$)/u.test(statement.module),
    ) ?? module.body.find(({ kind }) => kind === 'import' || kind === 'importFrom');
  const at = first?.span.start ?? 0;
  return [{ span: { start: at, end: at }, text: 'from sqlalchemy import MetaData\n' }];
}
