// Definition, references, rename, hover facts and neighbours of the ids and labels that revision files write.
import { describe, expect, it } from 'vitest';
import {
  applyEdits,
  findDefinition,
  findReferences,
  incomingRevisions,
  outgoingRevisions,
  planRenameAt,
  renamePlace,
  revisionAtOffset,
  revisionFacts,
  type Span,
} from '../../../server/src/engine/index';
import { projectWithCursor, type CursorProject } from '../../support/cursor';

const FIRST = `
#- first.py
"""create users

Revision ID: aa11
Revises:
Create Date: 2026-01-01 09:00:00

"""
revision = "aa11"
down_revision = None
branch_labels = ("shop",)
depends_on = None
`;
const SECOND = `
#- second.py
"""add email

Revision ID: bb22
Revises: aa11

"""
revision = 'bb22'
down_revision = 'aa11'
`;
const OTHER = `
#- other.py
"""audit"""
revision: str = "cc33"
down_revision = None
depends_on = ["aa11", "shop"]
`;
const MERGE = `
#- merge.py
"""join

Revises: bb22, cc33
"""
revision = "dd44"
down_revision = ("bb22", "cc33")
`;

/** The history with a cursor in the line below which `marker` is put. */
function history(line = '', marker = ''): CursorProject {
  const text = [FIRST, SECOND, OTHER, MERGE].join('').replaceAll('\n\n#-', '\n#-');
  if (line !== '' && !text.includes(`\n${line}\n`)) throw new Error(`no line ${line}`);
  return projectWithCursor(line === '' ? text : text.replace(`\n${line}\n`, `\n${line}\n${marker}\n`));
}

const shown = ({ textOf }: CursorProject, path: string, { start, end }: Span): string => {
  const text = textOf(path) ?? '';
  return `${path}:${text.slice(0, start).split('\n').length} ${text.slice(start, end)}`;
};

function definitionOf(project: CursorProject): string | undefined {
  const found = findDefinition(project.workspace.graph, project.textOf, project.path, project.offset);
  return found === undefined ? undefined : shown(project, found.target.path, found.target.span);
}

describe('definition', () => {
  it.each([
    ['down_revision', `down_revision = 'aa11'`, `#                 ^ here`, 'first.py:8 aa11'],
    [
      'one of several parents',
      `down_revision = ("bb22", "cc33")`,
      `#                         ^ here`,
      'other.py:2 cc33',
    ],
    ['depends_on', `depends_on = ["aa11", "shop"]`, `#              ^ here`, 'first.py:8 aa11'],
    ['a branch label', `depends_on = ["aa11", "shop"]`, `#                      ^ here`, 'first.py:10 shop'],
    ['Revises in the docstring', `Revises: bb22, cc33`, `#               ^ here`, 'other.py:2 cc33'],
    ['the closing quote', `down_revision = 'aa11'`, `#                    ^ here`, 'first.py:8 aa11'],
    ['the id itself', `revision = 'bb22'`, `#           ^ here`, 'second.py:7 bb22'],
  ])('of %s', (_, line, marker, expected) => {
    expect(definitionOf(history(line, marker))).toBe(expected);
  });

  it.each([
    ['a variable', `down_revision = 'aa11'`, `#    ^ here`],
    ['a date', `Create Date: 2026-01-01 09:00:00`, `#              ^ here`],
  ])('is not found on %s', (_, line, marker) => {
    expect(definitionOf(history(line, marker))).toBeUndefined();
  });

  it('of an id no file declares is not found', () => {
    const project = projectWithCursor(`
#- lone.py
revision = "aa11"
down_revision = "gone"
#                 ^ here
`);
    expect(definitionOf(project)).toBeUndefined();
  });

  it('takes no label in down_revision, as Alembic takes none', () => {
    const project = projectWithCursor(`
#- first.py
revision = "aa11"
down_revision = None
branch_labels = "shop"
#- second.py
revision = "bb22"
down_revision = "shop"
#                 ^ here
`);
    expect(definitionOf(project)).toBeUndefined();
  });
});

describe('references', () => {
  const found = (project: CursorProject): readonly string[] =>
    findReferences(project.workspace.graph, project.textOf, project.path, project.offset).map(
      ({ path, span, isDeclaration }) => shown(project, path, span) + (isDeclaration ? ' (declares)' : ''),
    );

  it('of an id are in variables and docstrings of all files', () => {
    expect(found(history(`revision = "aa11"`, `#            ^ here`))).toEqual([
      'first.py:8 aa11 (declares)',
      'first.py:3 aa11',
      'second.py:8 aa11',
      'second.py:4 aa11',
      'other.py:4 aa11',
    ]);
  });

  it('of a label are its declaration and the dependencies by that name', () => {
    expect(found(history(`branch_labels = ("shop",)`, `#                 ^ here`))).toEqual([
      'first.py:10 shop (declares)',
      'other.py:4 shop',
    ]);
  });

  it('are also found from a mention, and none where no id stands', () => {
    expect(found(history(`Revises: bb22, cc33`, `#        ^ here`)).length).toBe(4);
    expect(found(history(`"""audit"""`, `#    ^ here`))).toEqual([]);
  });

  it('read only files that can have one', () => {
    const sources = Array.from({ length: 1000 }, (_, index) => {
      const parent = index === 0 ? 'None' : `"id${index - 1}"`;
      return `#- ${index}.py\nrevision = "id${index}"\ndown_revision = ${parent}`;
    });
    const { workspace, textOf } = projectWithCursor(sources.join('\n'));
    const read: string[] = [];
    const counted = (path: string) => {
      read.push(path);
      return textOf(path);
    };
    expect(findReferences(workspace.graph, counted, '500.py', 13)).toHaveLength(2);
    expect([...new Set(read)].sort()).toEqual(['500.py', '501.py']);
  });

  it('do not take the beginning of another id', () => {
    const project = projectWithCursor(`
#- a.py
revision = "aa11"
#           ^ here
down_revision = None
#- b.py
"""next

Revision ID: aa111
Revises: aa11
"""
revision = "aa111"
down_revision = "aa11"
`);
    expect(found(project)).toEqual(['a.py:1 aa11 (declares)', 'b.py:7 aa11', 'b.py:4 aa11']);
  });
});

describe('rename', () => {
  const rename = (project: CursorProject, to: string) =>
    planRenameAt(project.workspace.graph, project.textOf, project, to, '%(rev)s_%(slug)s');

  it('changes every mention, and afterwards the history is the same under the new name', () => {
    const project = history(`down_revision = 'aa11'`, `#                 ^ here`);
    const { value } = rename(project, 'users1');
    let { workspace } = project;
    for (const { path, edits } of value?.files ?? []) {
      workspace = workspace.withFile(path, applyEdits(workspace.text(path) ?? '', edits));
    }
    expect(workspace.graph.problems).toEqual([]);
    expect(workspace.graph.revisions.map(({ revision }) => revision)).toEqual([
      'users1',
      'bb22',
      'cc33',
      'dd44',
    ]);
    expect(workspace.graph.byKey.get('bb22')?.downRevisions).toEqual(['users1']);
    expect(workspace.paths.filter((path) => workspace.text(path)?.includes('aa11'))).toEqual([]);
  });

  it('of a label leaves ids alone', () => {
    const project = history(`depends_on = ["aa11", "shop"]`, `#                      ^ here`);
    const { value } = rename(project, 'store');
    expect(
      value?.files.flatMap(({ path, edits }) => edits.map(({ span }) => shown(project, path, span))),
    ).toEqual(['first.py:10 shop', 'other.py:4 shop']);
    expect(value?.renames).toEqual([]);
  });

  it('offers the id without its quotes', () => {
    const project = history(`down_revision = 'aa11'`, `#                 ^ here`);
    const place = renamePlace(project.workspace.graph, project.textOf, project.path, project.offset);
    expect(place?.name).toBe('aa11');
    expect(shown(project, project.path, place?.span ?? { start: 0, end: 0 })).toBe('second.py:8 aa11');
  });

  it.each([
    'aa11',
    'bb22',
    'shop',
    'a-b',
    'a b',
    "a'b",
    'head',
    '',
    'a\\b',
    'x@y',
    '"',
    'a/b',
    '\ud83d',
    'a\0b',
  ])('refuses %j', (to) => {
    const project = history(`revision = "aa11"`, `#            ^ here`);
    expect(rename(project, to).refusal?.message).toBeTruthy();
  });

  it('is refused where a mention is no plain literal', () => {
    const project = projectWithCursor(`
#- a.py
revision = "aa11"
#            ^ here
down_revision = None
#- b.py
revision = "bb22"
down_revision = "aa" "11"
`);
    expect(rename(project, 'users').refusal?.message).toContain('not written as a plain string');
  });

  it('is refused while two files declare the id', () => {
    const project = projectWithCursor(`
#- a.py
revision = "aa11"
#            ^ here
down_revision = None
#- b.py
revision = "aa11"
down_revision = None
`);
    expect(rename(project, 'users').refusal?.message).toContain('2 files declare');
  });

  it('renames the file where file_template puts the id', () => {
    const project = projectWithCursor(`
#- /v/aa11_create.py
revision = "aa11"
#            ^ here
down_revision = None
`);
    expect(rename(project, 'n1').value?.renames).toEqual([
      { from: '/v/aa11_create.py', to: '/v/n1_create.py' },
    ]);
  });
});

describe('what is known of a revision', () => {
  it('is read from the graph', () => {
    const project = history(`revision = "aa11"`, `#            ^ here`);
    const { graph } = project.workspace;
    const found = revisionAtOffset(graph, project.textOf, project.path, project.offset);
    expect(found?.revision.revision).toBe('aa11');
    expect(revisionFacts(graph, found!.revision)).toEqual({
      revision: 'aa11',
      message: 'create users',
      createDate: '2026-01-01 09:00:00',
      parents: [],
      dependencies: [],
      children: [{ revision: 'bb22', message: 'add email' }],
      dependents: [{ revision: 'cc33', message: 'audit' }],
      branchLabels: ['shop'],
      places: ['base'],
    });
  });
});

describe('neighbours', () => {
  const steps = (project: CursorProject, which: typeof incomingRevisions, id: string): readonly string[] => {
    const { graph } = project.workspace;
    const revision = graph.byKey.get(id)!;
    return which(graph, project.textOf, revision).flatMap((step) =>
      step.spans.map((span) => {
        const file = which === incomingRevisions ? step.revision.path : revision.path;
        return `${step.revision.revision} ${shown(project, file, span)}`;
      }),
    );
  };

  it('above: children and dependents, each with the places that name it', () => {
    expect(steps(history(), incomingRevisions, 'aa11')).toEqual([
      'bb22 second.py:8 aa11',
      'cc33 other.py:4 aa11',
      'cc33 other.py:4 shop',
    ]);
  });

  it('below: parents in the order written', () => {
    expect(steps(history(), outgoingRevisions, 'dd44')).toEqual([
      'bb22 merge.py:6 bb22',
      'cc33 merge.py:6 cc33',
    ]);
    expect(steps(history(), outgoingRevisions, 'aa11')).toEqual([]);
  });
});
