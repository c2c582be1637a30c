// `retort revision --autogenerate` on a real project: what Alembic writes, on the planned database, or the reason and the way on.
import { describe, expect, it } from 'vitest';
import { bayut, type Bayut } from './bayut';
import { POSTGRES, POSTGRES_SKIP, temporaryUser } from '../database/postgresServer';
import { PYTHON, PYTHON_SKIP } from '../database/python';

const MODELS = 'scraper/models.py';
const ENVIRONMENT = 'alembic/env.py';
const GENERATE = ['revision', '--autogenerate', '-m', 'what the models say'];

async function atHead(): Promise<Bayut> {
  const project = await bayut();
  expect(await project.run(['upgrade', 'head', '--yes'])).toMatchObject({ code: 0 });
  return project;
}

/** The body without what differs by time and chance. */
function bodyOf(project: Bayut, known: readonly string[]): string {
  const [name = ''] = project.revisions().filter((each) => !known.includes(each));
  const text = project.read(`alembic/versions/${name}`);
  return text.slice(text.indexOf('def upgrade'));
}

describe.skipIf(PYTHON === undefined || POSTGRES === undefined)(
  `a revision from the models${PYTHON_SKIP}${POSTGRES_SKIP}`,
  { timeout: 240_000 },
  () => {
    it('writes what Alembic writes and names the file', async () => {
      const [ours, theirs] = [await atHead(), await atHead()];
      const known = ours.revisions();
      for (const project of [ours, theirs]) {
        project.edit(
          MODELS,
          'class Agency(Base):',
          'class Tag(Base):\n    __tablename__ = "tags"\n    id: Mapped[int] = mapped_column(primary_key=True)\n\n\nclass Agency(Base):',
        );
      }
      const outcome = await ours.run(GENERATE);
      expect(outcome).toMatchObject({ code: 0 });
      const [made = ''] = ours.revisions().filter((name) => !known.includes(name));
      expect(outcome.stdout).toBe(`Generating ${ours.folder}/alembic/versions/${made} ...  done\n`);
      expect(made).toMatch(/_what_the_models_say\.py$/u);
      expect(await theirs.alembic(GENERATE)).toMatchObject({ code: 0 });
      const body = bodyOf(ours, known);
      expect(body).toContain("op.create_table('tags'");
      expect(body).toBe(bodyOf(theirs, known));
      expect(await ours.run(['upgrade', 'head', '--yes'])).toMatchObject({ code: 0 });
    });

    it(
      'says that there is nothing in it, and what the linter finds in it',
      { timeout: 120_000 },
      async () => {
        const project = await atHead();
        const empty = await project.run([...GENERATE, '--rev-id=none1']);
        expect(empty.stderr).toMatch(
          /note: models and database agree, so alembic\/versions\/none1_what_the_models_say\.py does nothing; delete it/u,
        );
        expect(await project.run(['upgrade', 'head', '--yes'])).toMatchObject({ code: 0 });
        project.edit(MODELS, 'licence: Mapped[str | None]', 'license: Mapped[str | None]');
        const renamed = await project.run([...GENERATE, '--rev-id=name1']);
        expect(renamed.stderr).toMatch(
          /warning: alembic\/versions\/name1_\S+:\d+ \[probable-rename-column\]/u,
        );
      },
    );

    it('begins a history on an empty database', async () => {
      const project = await bayut();
      const { rmSync } = await import('node:fs');
      for (const name of project.revisions()) rmSync(`${project.folder}/alembic/versions/${name}`);
      expect(await project.run(GENERATE)).toMatchObject({ code: 0 });
      expect(bodyOf(project, [])).toContain("op.create_table('locations'");
    });

    it('says what to do where the database lacks revisions, in the words of Alembic', async () => {
      const project = await bayut();
      const outcome = await project.run(GENERATE);
      expect(outcome).toMatchObject({ code: 2 });
      expect(outcome.stdout).toBe('FAILED: Target database is not up to date.\n');
      expect(outcome.stderr).toContain(
        'error: Target database is not up to date.\n  The models are compared with a database that has every revision: run `retort upgrade heads` first. A database that create_all made is stamped instead: `retort stamp head`.\n',
      );
      expect(project.revisions()).toHaveLength(2);
    });

    it('asks for a head where there are several, and takes the one that is named', async () => {
      const project = await atHead();
      for (const id of ['left', 'right']) {
        const words = ['revision', '-m', id, '--rev-id', id, '--head', '629a6ca77da7', '--splice'];
        expect(await project.alembic(words)).toMatchObject({ code: 0 });
      }
      expect(await project.run(['upgrade', 'heads', '--yes'])).toMatchObject({ code: 0 });
      const refused = await project.run(GENERATE);
      expect(refused.code).toBe(2);
      expect(refused.stderr).toMatch(
        /error: Multiple heads are present.*\n {2}Two branches were made on one revision\. Merge them \(`retort merge`\), name one head, or use `heads`\.\n/u,
      );
      expect(await project.run([...GENERATE, '--head=left'])).toMatchObject({ code: 0 });
    });

    it.each([
      [
        'target_metadata = Base.metadata',
        'target_metadata = None',
        /does not provide a MetaData object.*\n {2}In env\.py, import the base class/u,
      ],
      [
        'from scraper.models import Base',
        'from scraper.modelz import Base',
        /No module named 'scraper\.modelz' \(alembic\/env\.py:11\)/u,
      ],
    ])('explains env.py with %s -> %s', async (from, to, said) => {
      const project = await atHead();
      project.edit(ENVIRONMENT, from, to);
      const outcome = await project.run(GENERATE);
      expect(outcome.stderr).toMatch(said);
      expect(outcome.code).toBe(2);
      expect(project.revisions()).toHaveLength(2);
    });

    it('refuses an env.py that goes to another database, and generates nothing', async () => {
      const project = await atHead();
      const other = await bayut();
      project.edit(
        ENVIRONMENT,
        'connectable = engine_from_config(\n        config.get_section(config.config_ini_section, {}),',
        `connectable = engine_from_config(\n        {"sqlalchemy.url": ${JSON.stringify(other.url)}},`,
      );
      const outcome = await project.run(GENERATE);
      expect(outcome.code).toBe(3);
      expect(outcome.stderr).toMatch(/which is not env:DATABASE_URL; nothing was compared/u);
      expect(project.revisions()).toHaveLength(2);
      expect(await other.sql("SELECT 1 FROM pg_tables WHERE schemaname = 'public'")).toEqual([]);
    });

    it('lets env.py write nothing into a database that has its version table', async () => {
      const project = await atHead();
      project.edit(
        ENVIRONMENT,
        'with context.begin_transaction():\n            context.run_migrations()\n\n\nif',
        'connection.exec_driver_sql("CREATE TABLE sneaky (id int)")\n        with context.begin_transaction():\n            context.run_migrations()\n\n\nif',
      );
      const outcome = await project.run(GENERATE);
      expect(outcome.code).toBe(4);
      expect(outcome.stderr).toMatch(
        /read-only transaction.*\n {2}.*it is env\.py that writes: take that out/u,
      );
      expect(await project.sql("SELECT to_regclass('sneaky') AS made")).toEqual([{ made: null }]);
    });

    it('shows no password, whatever env.py prints', async () => {
      const project = await atHead();
      const url = await temporaryUser('canary%2Fword', project.url, 'canary/word');
      project.edit(
        ENVIRONMENT,
        'target_metadata = Base.metadata',
        'target_metadata = Base.metadata\nprint(os.environ["DATABASE_URL"])\nraise SystemExit(os.environ["DATABASE_URL"])',
      );
      const outcome = await project.run(GENERATE, { DATABASE_URL: url.href });
      expect(outcome.code).not.toBe(0);
      expect(outcome.stdout + outcome.stderr).not.toMatch(/canary/u);
    });

    it('refuses without an Alembic, and says how to name one', async () => {
      const project = await bayut();
      const outcome = await project.run(GENERATE, { RETORT_ALEMBIC: '/nowhere/alembic' });
      expect(outcome.code).toBe(3);
      expect(outcome.stderr).toMatch(
        /only Alembic can compare the models with a database.*\n {2}RETORT_ALEMBIC names/u,
      );
    });
  },
);
