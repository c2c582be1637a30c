// "Ignore for ever": what is written into env.py so that autogenerate leaves a table alone.
import { expect, it } from 'vitest';
import { ignoreTable } from '../../../server/src/engine/lint/writing/ignoreTable';
import {
  applyEdits,
  projectFiles,
  readEnvironment,
  type ProjectTemplate,
} from '../../../server/src/engine/index';

const environmentOf = (template: ProjectTemplate): string => projectFiles(template, 'migrations').environment;

function ignored(source: string, table: string): string | undefined {
  const edits = ignoreTable(source, table);
  return edits === undefined ? undefined : applyEdits(source, edits);
}

it.each(['generic', 'async'] as const)(
  'goes into both modes of %s, which is still recognised',
  (template) => {
    const text = ignored(environmentOf(template), 'spatial_ref_sys') ?? '';
    expect(text.match(/include_object=include_object/gu)).toHaveLength(2);
    expect(text).toContain('IGNORED_TABLES = {"spatial_ref_sys"}\n');
    expect(text).toContain(
      '        target_metadata=target_metadata,\n        include_object=include_object,\n',
    );
    expect(text).toContain('target_metadata=target_metadata, include_object=include_object)');
    expect(readEnvironment(text).isRecognised).toBe(true);
  },
);

it('adds a second table to the first', () => {
  const once = ignored(environmentOf('generic'), 'spatial_ref_sys') ?? '';
  expect(ignored(once, 'topology')).toContain('IGNORED_TABLES = {"spatial_ref_sys", "topology"}');
  expect(ignored(once, 'spatial_ref_sys')).toBeUndefined();
});

it('leaves an env.py alone that chooses by itself', () => {
  const own = environmentOf('generic').replace(
    'target_metadata=target_metadata)',
    'target_metadata=target_metadata, include_name=mine)',
  );
  expect(ignored(own, 'topology')).toBeUndefined();
  expect(ignored('target_metadata = None\n', 'topology')).toBeUndefined();
});
