// Odd but valid revision files: every fix that is offered there leaves Python that real Alembic prints, and the safe ones leave
// what it prints as it was.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { applyFixes } from '../../server/src/cli/applyFixes';
import { applyEdits, TEMPLATE_ENVIRONMENT, Workspace, type Dialect } from '../../server/src/engine/index';
import { program } from '../support/commandLine';
import { withParsedSql } from '../support/sqlTrees';
import { BASE, ODD_REVISIONS } from './oddRevisions';

const python = process.env['RETORT_TEST_PYTHON'];
const folder = mkdtempSync(join(tmpdir(), 'retort-odd-'));
const MAIN = join(folder, 'b2.py');

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface FixedFile {
  readonly name: string;
  readonly dialect: Dialect;
  readonly isSafe: boolean;
  readonly before: string;
  readonly after: string;
  /** Other revision files that the fix writes. */
  readonly others: readonly string[];
}

function workspaceOf(text: string, dialect: Dialect): Workspace {
  const files = [
    { path: join(folder, 'a1.py'), text: BASE },
    { path: MAIN, text },
  ];
  return withParsedSql(
    Workspace.create(files, {
      dialect,
      environment: TEMPLATE_ENVIRONMENT,
      rules: { 'unused-op-f-or-imports': 'hint' },
    }),
  );
}

/** Each fix alone, and all that keep the meaning together, as `lint --fix` applies them. */
function fixedFiles(title: string, text: string, dialect: Dialect): readonly FixedFile[] {
  const workspace = workspaceOf(text, dialect);
  const found: FixedFile[] = [];
  for (const finding of workspace.lint(MAIN)) {
    for (const fix of finding.fixes) {
      const name = `${title}, ${dialect}: ${finding.ruleId}: ${fix.title}`;
      const own = fix.files.find(({ path }) => path === MAIN)?.edits ?? [];
      const others = fix.files
        .filter(({ path }) => path !== MAIN && path.endsWith('.py'))
        .map(({ path, edits }) => applyEdits(workspace.text(path) ?? '', edits));
      found.push({ name, dialect, isSafe: fix.isSafe, before: text, after: applyEdits(text, own), others });
    }
  }
  const fixed = applyFixes(workspace, [MAIN]);
  expect(fixed.lint(MAIN).flatMap(({ fixes }) => fixes.filter(({ isSafe }) => isSafe))).toEqual([]);
  const after = fixed.text(MAIN) ?? '';
  if (after !== text) {
    found.push({
      name: `${title}, ${dialect}: --fix`,
      dialect,
      isSafe: true,
      before: text,
      after,
      others: [],
    });
  }
  return found;
}

/** What real Alembic prints for upgrade() and downgrade(), before and after; the first problem of each file. */
const SCRIPT = `import ast, io, json, sys
from alembic.migration import MigrationContext
from alembic.operations import Operations

def printed(source, dialect):
    output = io.StringIO()
    context = MigrationContext.configure(
        dialect_name=dialect, opts={"as_sql": True, "output_buffer": output, "literal_binds": True})
    with Operations.context(context):
        module = {"__name__": "revision"}
        exec(compile(source.encode("utf-8"), "revision.py", "exec"), module)
        for name in ("upgrade", "downgrade"):
            if name in module:
                module[name]()
                output.write("-- " + name + "\\n")
    return output.getvalue()

def attempt(source, dialect):
    try:
        return printed(source, dialect), None
    except Exception as error:
        return None, f"{type(error).__name__}: {error}"

problems, run, same = [], 0, 0
for case in json.load(open(sys.argv[1], encoding="utf-8")):
    try:
        for text in [case["after"], *case["others"]]:
            ast.parse(text.encode("utf-8"))
    except SyntaxError as error:
        problems.append(f"{case['name']}: {error}")
        continue
    before, complaint = attempt(case["before"], case["dialect"])
    if complaint is not None:
        continue
    run += 1
    after, complaint = attempt(case["after"], case["dialect"])
    is_refused = complaint is not None and complaint.startswith("NotImplementedError")
    # A batch on SQLite asks the database for the table.
    is_online = complaint is not None and "cannot proceed in --sql mode" in complaint
    if complaint is not None and (case["isSafe"] or not (is_refused or is_online)):
        problems.append(f"{case['name']}: {complaint}")
    elif case["isSafe"] and complaint is None:
        same += 1
        if after != before:
            problems.append(f"{case['name']}: prints something else")
print(json.dumps({"problems": problems, "run": run, "same": same}))
`;

describe.skipIf(python === undefined)('fixes of odd revisions', () => {
  it('leave Python that Alembic prints, and the safe ones leave what it prints', async () => {
    const cases: FixedFile[] = [];
    for (const { title, text } of ODD_REVISIONS) {
      for (const dialect of ['postgresql', 'sqlite'] as const) {
        const found = fixedFiles(title, text, dialect);
        cases.push(...found);
      }
    }
    writeFileSync(join(folder, 'cases.json'), JSON.stringify(cases));
    writeFileSync(join(folder, 'run.py'), SCRIPT);
    const words = ['-X', 'utf8', '-W', 'ignore', 'run.py', 'cases.json'];
    const { code, stdout, stderr } = await program(python ?? '', words, folder, {});
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { problems, run, same } = JSON.parse(stdout) as { problems: string[]; run: number; same: number };
    expect(problems).toEqual([]);
    expect(cases.length).toBeGreaterThan(200);
    expect(run).toBeGreaterThan(cases.length / 2);
    expect(same).toBeGreaterThan(20);
  });
});
