// Every fix of every rule case, applied: Python reads the file, and where Alembic could run the case before, it still can.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { applyEdits, TEMPLATE_ENVIRONMENT, Workspace } from '../../server/src/engine/index';
import { program } from '../support/commandLine';
import { readCases } from '../support/markers';
import { withParsedSql } from '../support/sqlTrees';

const python = process.env['RETORT_TEST_PYTHON'];
const RULES = join(import.meta.dirname, '../../server/src/engine/lint/rules');
const MAIN = 'versions/main.py';
const folder = mkdtempSync(join(tmpdir(), 'retort-fixes-'));

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface FixedCase {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/** Each fix that a case offers in the file it is about. */
function fixedCases(): readonly FixedCase[] {
  const found: FixedCase[] = [];
  for (const rule of readdirSync(RULES)) {
    const path = join(RULES, rule, 'cases/cases.py');
    // Rules about configuration have cases of other kinds.
    if (!existsSync(path)) continue;
    const source = readFileSync(path, 'utf8');
    for (const { title, files } of readCases(source, MAIN)) {
      const workspace = withParsedSql(
        Workspace.create([...files.slice(1), ...files.slice(0, 1)], {
          dialect: 'postgresql',
          environment: TEMPLATE_ENVIRONMENT,
          rules: {},
        }),
      );
      const before = workspace.text(MAIN) ?? '';
      for (const finding of workspace.lint(MAIN)) {
        for (const fix of finding.fixes) {
          const edits = fix.files.find(({ path }) => path === MAIN)?.edits;
          if (edits === undefined) continue;
          const name = `${rule}: ${title}: ${fix.title}`;
          found.push({ name, before, after: applyEdits(before, edits) });
        }
      }
    }
  }
  return found;
}

/** Parses each text, and runs upgrade() and downgrade() with --sql where the text before the fix could be run. */
const SCRIPT = `import ast, io, json, sys
from alembic.migration import MigrationContext
from alembic.operations import Operations

def run(source):
    context = MigrationContext.configure(
        dialect_name="postgresql", opts={"as_sql": True, "output_buffer": io.StringIO(), "literal_binds": True})
    with Operations.context(context):
        module = {"__name__": "revision"}
        exec(compile(source, "revision.py", "exec"), module)
        for name in ("upgrade", "downgrade"):
            if name in module:
                module[name]()

def problem(source):
    try:
        run(source)
    except NotImplementedError:
        return None
    except Exception as error:
        return f"{type(error).__name__}: {error}"

answers = {"problems": [], "parsed": 0, "run": 0}
for case in json.load(open(sys.argv[1])):
    try:
        ast.parse(case["after"])
        answers["parsed"] += 1
    except SyntaxError as error:
        answers["problems"].append(f"{case['name']}: {error}")
        continue
    if problem(case["before"]) is None:
        answers["run"] += 1
        said = problem(case["after"])
        if said is not None:
            answers["problems"].append(f"{case['name']}: {said}")
print(json.dumps(answers))
`;

describe.skipIf(python === undefined)('fixes in Python', () => {
  it('leave files that Python reads and Alembic runs', async () => {
    const cases = fixedCases();
    writeFileSync(join(folder, 'cases.json'), JSON.stringify(cases));
    writeFileSync(join(folder, 'run.py'), SCRIPT);
    const { code, stdout, stderr } = await program(python ?? '', ['run.py', 'cases.json'], folder, {});
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    // What the cases print themselves comes before.
    const answers = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as {
      problems: string[];
      parsed: number;
      run: number;
    };
    expect(answers.problems).toEqual([]);
    expect(answers.parsed).toBe(cases.length);
    expect(answers.run).toBeGreaterThan(cases.length / 2);
  });
});
