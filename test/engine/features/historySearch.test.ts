// Completion of ids, search for revisions, the outline of a file and moving a branch.
import { describe, expect, it } from 'vitest';
import {
  applyEdits,
  completeRevisions,
  fileOutline,
  planBranchRebase,
  searchRevisions,
} from '../../../server/src/engine/index';
import { projectWithCursor, type CursorProject } from '../../support/cursor';

const HISTORY = `
#- a.py
"""create users"""
revision = "aaaa"
down_revision = None
branch_labels = "shop"
#- b.py
"""add email to users"""
revision = "bbbb"
down_revision = "aaaa"
#- c.py
"""index orders"""
revision = "cccc"
down_revision = "bbbb"
#- d.py
"""drop audit"""
revision = "dddd"
down_revision = "bbbb"`;

/** The names offered in a new file that ends in these lines. */
function offered(lines: string): readonly string[] | undefined {
  const project = projectWithCursor(`${HISTORY}\n#- new.py\nrevision = "new1"\n${lines}\n`);
  return choices(project)?.map(({ name }) => name);
}

const choices = ({ workspace, path, offset, textOf }: CursorProject, limit = 100) =>
  completeRevisions(workspace.graph, path, textOf(path) ?? '', offset, limit)?.choices;

describe('completion', () => {
  it.each([
    ['an empty string', 'down_revision = ""\n#                ^ here', ['cccc', 'dddd', 'bbbb', 'aaaa']],
    [
      'a string that is not closed yet',
      'down_revision = "\n#                ^ here',
      ['cccc', 'dddd', 'bbbb', 'aaaa'],
    ],
    ['the beginning of an id', 'down_revision = "bb"\n#                  ^ here', ['bbbb']],
    ['a word of the message', "down_revision = 'orders'\n#                      ^ here", ['cccc']],
    ['no string at all', 'down_revision = \n#               ^ here', ['cccc', 'dddd', 'bbbb', 'aaaa']],
    [
      'an annotated variable',
      'down_revision: Union[str, None] = "d"\n#                                   ^ here',
      ['dddd', 'cccc', 'bbbb'],
    ],
    [
      'the second of a tuple',
      'down_revision = ("cccc", "ddd")\n#                            ^ here',
      ['dddd'],
    ],
    [
      'a tuple over several lines',
      'down_revision = (\n    "cccc",\n    "a",\n#     ^ here\n)',
      ['aaaa', 'bbbb', 'dddd'],
    ],
    ['a label in depends_on', 'depends_on = "sho"\n#                ^ here', ['shop']],
    ['the docstring', '"""\nRevises: cc\n#          ^ here\n"""', ['cccc']],
  ])('in %s', (_, lines, expected) => {
    expect(new Set(offered(lines))).toEqual(new Set(expected));
  });

  it('begins with the heads', () => {
    expect(offered('down_revision = ""\n#                ^ here')?.slice(0, 2).sort()).toEqual([
      'cccc',
      'dddd',
    ]);
  });

  it.each([
    ['behind the value', 'down_revision = "aaaa"  \n#                       ^ here'],
    ['on the next line', 'down_revision = "aaaa"\nx = ""\n#    ^ here'],
    ['in another variable', 'message = ""\n#          ^ here'],
    ['in the own id', 'down_revision = None\nrevision = ""\n#           ^ here'],
  ])('is silent %s', (_, lines) => {
    expect(offered(lines)).toBeUndefined();
  });

  it('offers nothing that stands on the revision itself', () => {
    const project = projectWithCursor(
      HISTORY.replace('down_revision = "aaaa"', 'down_revision = ""\n#                ^ here'),
    );
    expect(choices(project)?.map(({ name }) => name)).toEqual(['aaaa']);
  });

  it('replaces what is typed and the rest of the word, and adds quotes where there are none', () => {
    const project = projectWithCursor(
      `${HISTORY}\n#- new.py\nrevision = "new1"\ndown_revision = "aabb"\n#                  ^ here\n`,
    );
    const [choice] = choices(project) ?? [];
    expect(choice === undefined ? '' : applyEdits(project.textOf('new.py') ?? '', [choice])).toContain(
      'down_revision = "aaaa"\n',
    );
    const bare = projectWithCursor(
      `${HISTORY}\n#- new.py\nrevision = "new1"\ndown_revision = aa\n#                 ^ here\n`,
    );
    const [quoted] = choices(bare) ?? [];
    expect(quoted?.text).toBe('"aaaa"');
  });

  it('says when there is more', () => {
    const { workspace, path, offset, textOf } = projectWithCursor(
      `${HISTORY}\n#- new.py\ndown_revision = ""\n#                ^ here\n`,
    );
    const found = completeRevisions(workspace.graph, path, textOf(path) ?? '', offset, 2);
    expect([found?.choices.length, found?.isComplete]).toEqual([2, false]);
  });
});

describe('search', () => {
  const { workspace } = projectWithCursor(HISTORY);
  const names = (query: string) => searchRevisions(workspace.graph, query, 10).map(({ name }) => name);

  it.each([
    ['create', ['create users']],
    ['#users', ['add email to users', 'create users']],
    ['BBBB', ['bbbb']],
    ['shop', ['shop']],
    ['idxord', ['index orders']],
    ['nothing like it', []],
  ])('%s', (query, expected) => {
    expect([...names(query)].sort()).toEqual([...expected].sort());
  });

  it('of nothing is the history, heads first, up to the limit', () => {
    expect(names('').length).toBe(4);
    expect(searchRevisions(workspace.graph, '', 1).length).toBe(1);
    expect(names('').at(-1)).toBe('create users');
  });
});

describe('outline', () => {
  it('has the functions and what is called in them, in order', () => {
    const { workspace, path } = projectWithCursor(`
#- a.py
"""create users"""
revision = "aaaa"
down_revision = None
def upgrade():
    op.create_table("users", sa.Column("id", sa.Integer()))
    for name in ("a", "b"):
        op.add_column("users", sa.Column("x"))
    with op.batch_alter_table("users") as batch_op:
        batch_op.drop_column("y")
    op.create_index(op.f("ix_users"), "users")
def helper():
    op.drop_table("never")
def downgrade(:
`);
    const outline = fileOutline(workspace.header(path)!, workspace.module(path), 999);
    expect(outline?.name).toBe('create users');
    const [upgrade] = outline?.children ?? [];
    expect(upgrade?.name).toBe('upgrade');
    expect(upgrade?.children.map(({ name, detail }) => `${name} ${detail}`)).toEqual([
      'create_table users, id',
      'add_column users, x',
      'batch_alter_table users',
      'drop_column y',
      'create_index ix_users, users',
    ]);
    for (const child of upgrade?.children ?? []) {
      expect(child.nameSpan.start).toBeGreaterThanOrEqual(child.span.start);
      expect(child.nameSpan.end).toBeLessThanOrEqual(child.span.end);
    }
  });

  it('is empty without a revision id', () => {
    const { workspace, path } = projectWithCursor('#- new.py\nx = 1\n');
    expect(fileOutline(workspace.header(path)!, workspace.module(path), 6)).toBeUndefined();
  });
});

describe('moving a branch', () => {
  const LONG = `${HISTORY}
#- e.py
"""more audit"""
revision = "eeee"
down_revision = "dddd"
`;
  const move = (revision: string, onto: string) => {
    const { workspace, textOf } = projectWithCursor(LONG);
    const { value, refusal } = planBranchRebase(workspace.graph, textOf, revision, onto);
    if (value === undefined) return refusal.message;
    const { path, edits } = value.file;
    const { graph } = workspace.withFile(path, applyEdits(workspace.text(path) ?? '', edits));
    return `${value.revision.revision} on ${value.onto.revision}: heads ${graph.heads.join()} problems ${graph.problems.length}`;
  };

  it('moves all of it when its head is pointed at', () => {
    expect(move('eeee', 'cccc')).toBe('dddd on cccc: heads eeee problems 0');
  });

  it('moves one revision with what stands on it otherwise', () => {
    expect(move('dddd', 'cccc')).toBe('dddd on cccc: heads eeee problems 0');
  });

  it.each([
    ['bbbb', 'cccc', 'would make a cycle'],
    ['eeee', 'dddd', 'stands on dddd already'],
    ['gone', 'cccc', "Can't locate revision identified by 'gone'"],
  ])('refuses %s onto %s', (revision, onto, words) => {
    expect(move(revision, onto)).toContain(words);
  });
});
