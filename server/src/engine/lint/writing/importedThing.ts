// What an imported name of the project is: a plain constant or a mapped class, found through re-exports, without running anything.
import { ofClass, type MappedTable } from '../mappedTables';
import { absoluteModule } from '../../projectSources';
import type { RevisionContext } from '../rule';
import type { ClassDefinition } from '../../python/syntax';
import { constantsOf, plainValue } from '../../revisions/pythonValue';

export type Imported = { readonly kind: 'constant'; readonly source: string } | ImportedModel;

/** A mapped class with its text, and the names of its members that are no columns. */
export interface ImportedModel {
  readonly kind: 'model';
  readonly mapped: MappedTable;
  readonly source: string;
  readonly others: readonly string[];
}

/** Modules in between are followed this far. */
const FARTHEST = 5;

/** What `from module import name` gives; undefined for everything that is not plain. */
export function importedThing(
  module: string,
  name: string,
  { readModule: read, moduleTree }: Pick<RevisionContext, 'readModule' | 'moduleTree'>,
): Imported | undefined {
  const pending: (readonly [module: string, name: string])[] = [[module, name]];
  for (let step = 0; step < FARTHEST; step++) {
    const [place] = pending.splice(0, 1);
    const text = place === undefined ? undefined : read(place[0]);
    const tree = place === undefined ? undefined : moduleTree(place[0]);
    if (place === undefined || text === undefined || tree === undefined) return undefined;
    const [from, wanted] = place;
    const { body } = tree;
    const value = constantsOf(body).get(wanted);
    if (value !== undefined) {
      const isPlain = plainValue(value, new Map()) !== undefined;
      return isPlain ? { kind: 'constant', source: sourceOf(text.source, value.span) } : undefined;
    }
    const definition = body.find((statement) => statement.kind === 'class' && statement.name === wanted);
    if (definition?.kind === 'class') {
      const mapped = ofClass(definition);
      return mapped === undefined
        ? undefined
        : {
            kind: 'model',
            mapped,
            source: sourceOf(text.source, definition.span),
            others: membersOf(definition).filter((member) => !mapped.attributes.has(member)),
          };
    }
    const packageName = text.isPackage ? from : from.slice(0, Math.max(0, from.lastIndexOf('.')));
    for (const statement of body) {
      if (statement.kind !== 'importFrom') continue;
      const found = statement.names.find((one) => (one.as ?? one.name) === wanted);
      const base = absoluteModule(`${'.'.repeat(statement.level)}${statement.module}`, packageName);
      if (found !== undefined && base !== undefined) pending.push([base, found.name]);
    }
  }
  return undefined;
}

/** Relationships, methods, properties, columns: whatever the body gives a name. */
function membersOf({ body }: ClassDefinition): readonly string[] {
  return body.flatMap((statement) => {
    if (statement.kind === 'function' || statement.kind === 'class') return [statement.name];
    if (statement.kind !== 'assign' && statement.kind !== 'annotatedAssign') return [];
    const target = statement.kind === 'assign' ? statement.targets[0] : statement.target;
    return target?.kind === 'name' && !target.name.startsWith('__') ? [target.name] : [];
  });
}

function sourceOf(source: string, { start, end }: { readonly start: number; readonly end: number }): string {
  return source.slice(start, end);
}
