// `retort drift` on a real project: what was made by hand is found, and the revision for it is loaded by a real Alembic.
import { describe, expect, it } from 'vitest';
import { bayut, type Bayut } from './bayut';
import { bodiesOf } from './driftBodies';
import { SEEDED_DRIFTS } from './drifts';
import { POSTGRES, POSTGRES_SKIP } from '../database/postgresServer';
import { PYTHON, PYTHON_SKIP } from '../database/python';
import type { ComparisonAnswer } from '../../server/src/database/catalogue/comparisonAnswer';

async function atHead(): Promise<Bayut> {
  const project = await bayut();
  expect(await project.run(['upgrade', 'head', '--yes'])).toMatchObject({ code: 0 });
  return project;
}

async function driftOf(
  project: Bayut,
  more: readonly string[] = [],
): Promise<ComparisonAnswer & { code: number }> {
  const { code, stdout, stderr } = await project.run(['drift', '--json', ...more]);
  if (stdout === '') throw new Error(stderr);
  return { code, ...(JSON.parse(stdout) as ComparisonAnswer) };
}

describe.skipIf(POSTGRES === undefined)(`drift${POSTGRES_SKIP}`, { timeout: 240_000 }, () => {
  it('finds each of twenty, and nothing where nothing was done', async () => {
    const project = await atHead();
    expect(await driftOf(project)).toMatchObject({ code: 0, isSame: true, lines: [] });
    expect(SEEDED_DRIFTS).toHaveLength(20);
    for (const { sql, drift } of SEEDED_DRIFTS) {
      await project.sql(sql);
      const { code, isSame, lines } = await driftOf(project);
      expect.soft({ sql, code, isSame, lines }).toEqual({ sql, code: 1, isSame: false, lines: drift });
      await project.sql('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
      await project.run(['upgrade', 'head', '--yes', '--no-backup']);
    }
  });

  it('compares with the history up to where the database is', async () => {
    const project = await bayut();
    await project.run(['upgrade', 'simplified_location_migration', '--yes']);
    await project.sql(project.read('scripts/add_foreign_keys.sql'));
    const { differences, isSame } = await driftOf(project);
    expect(isSame).toBe(false);
    expect(differences?.map(({ change, kind, name }) => `${change} ${kind} ${name}`)).toEqual([
      'added constraint public.documents.documents_property_id_fkey',
      'added constraint public.locations.locations_parent_id_fkey',
      'added constraint public.media.media_property_id_fkey',
      'added constraint public.payment_plans.payment_plans_property_id_fkey',
      'added constraint public.properties.properties_agency_id_fkey',
      'added constraint public.properties.properties_agent_id_fkey',
      'added constraint public.properties.properties_location_id_fkey',
      'added constraint public.properties.properties_project_id_fkey',
    ]);
  });

  it('says the same for people, and changes nothing', async () => {
    const project = await atHead();
    await project.sql('CREATE TABLE extra (id int PRIMARY KEY)');
    const outcome = await project.run(['drift']);
    expect(outcome.code).toBe(1);
    expect(outcome.stdout).toBe(
      'env:DATABASE_URL has (+) and the history at 629a6ca77da7 has (-):\n  + table public.extra\n',
    );
    expect(outcome.stderr).toContain('`retort drift --revision -m TEXT`');
    expect(project.revisions()).toHaveLength(2);
  });

  it('makes and drops its scratch database on the server that is named', async () => {
    const project = await atHead();
    await project.sql('CREATE TABLE extra (id int PRIMARY KEY)');
    const { notes, lines } = await driftOf(project, ['--scratch', 'env:DATABASE_URL']);
    expect({ notes, lines }).toEqual({ notes: [], lines: ['+ table public.extra'] });
    const left = await project.sql("SELECT datname FROM pg_database WHERE datname LIKE 'retort_scratch_%'");
    expect(left).toEqual([]);
  });

  it('makes no scratch database on the server of a protected connection', async () => {
    const project = await atHead();
    const { writeFiles } = await import('../support/commandLine');
    writeFiles(project.folder, {
      'pyproject.toml': '[tool.retort.connections.live]\nurl = "env:LIVE"\nprotected = true\n',
    });
    const outcome = await project.run(['drift', '--scratch', 'env:DATABASE_URL'], { LIVE: project.url });
    expect(outcome.code).toBe(3);
    expect(outcome.stderr).toMatch(
      /no scratch database is made on a protected server: the protected connection live is on it/u,
    );
  });

  it('says where the file of a version row may be', async () => {
    const project = await atHead();
    await project.sql("UPDATE alembic_version SET version_num = 'gone'");
    const outcome = await project.run(['drift']);
    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toMatch(/Can't locate revision identified by 'gone'.*\n.*nor one in git/u);
  });
});

describe.skipIf(PYTHON === undefined || POSTGRES === undefined)(
  `a revision from the drift${PYTHON_SKIP}${POSTGRES_SKIP}`,
  { timeout: 240_000 },
  () => {
    const BY_HAND = `
      CREATE TYPE mood AS ENUM ('glad', 'sad');
      CREATE TABLE visits (id serial PRIMARY KEY, agent_id int REFERENCES agents, felt mood DEFAULT 'sad', "at" timestamp);
      CREATE TABLE stays (id int PRIMARY KEY, visit_id int REFERENCES visits ON DELETE CASCADE, CHECK (id > 0));
      ALTER TABLE visits ADD stay_id int REFERENCES stays;
      ALTER TABLE agencies ADD number serial, ADD hint text NOT NULL DEFAULT 'a:b %s \\ ''c''';
      ALTER TABLE agents ALTER name TYPE text, ALTER name DROP NOT NULL;
      ALTER TABLE properties ALTER scraped_at SET DEFAULT timestamp '2020-01-01';
      CREATE INDEX ix_hint ON agencies (lower(hint)) WHERE number > 0;
      CREATE VIEW early AS SELECT id, title FROM properties WHERE title LIKE ':a%';
      CREATE FUNCTION twice(a int) RETURNS int LANGUAGE sql AS $$ SELECT a * 2 $$;
      COMMENT ON COLUMN agents.name IS 'it''s :name and :this: or a:b';
      ALTER TABLE properties ALTER amenities TYPE jsonb USING amenities::jsonb;
      ALTER TABLE agents ADD CONSTRAINT named CHECK (name <> ''), ADD CONSTRAINT later CHECK (name <> 'x') NOT VALID;
      COMMENT ON TABLE agents IS 'people';
      COMMENT ON COLUMN agents.phone_numbers IS 'where to write';
      DROP INDEX ix_properties_price`;
    /** NOT VALID has no operation: with create_check_constraint the revision would not be proved. */
    const WRITTEN = [
      `op.execute("CREATE TYPE public.mood AS ENUM ('glad', 'sad')")`,
      `op.create_table(
        'visits',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('agent_id', sa.Integer(), nullable=True),
        sa.Column('felt', postgresql.ENUM('glad', 'sad', name='mood', create_type=False), server_default=sa.text("'sad'::public.mood"), nullable=True),
        sa.Column('at', postgresql.TIMESTAMP(timezone=False), nullable=True),
        sa.Column('stay_id', sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint('id', name=op.f('visits_pkey')),
    )`,
      "sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),",
      String.raw`op.add_column('agencies', sa.Column('hint', sa.Text(), server_default=sa.text("'a:b %s \\ ''c'''::text"), nullable=False))`,
      "op.alter_column('agents', 'name', existing_type=sa.String(length=200), type_=sa.Text(), nullable=True, postgresql_using='name::text')",
      `op.create_check_constraint(op.f('named'), 'agents', "(name <> ''::text)")`,
      `op.execute("ALTER TABLE public.agents ADD CONSTRAINT later CHECK ((name <> 'x'::text)) NOT VALID")`,
      "op.create_index(op.f('ix_hint'), 'agencies', [sa.text('lower(hint)')], unique=False, postgresql_where=sa.text('(number > 0)'))",
      "op.create_table_comment('agents', 'people')",
      "op.alter_column('agents', 'phone_numbers', existing_type=sa.JSON(), existing_nullable=True, comment='where to write')",
      "op.create_foreign_key(op.f('stays_visit_id_fkey'), 'stays', 'visits', ['visit_id'], ['id'], ondelete='CASCADE')",
      "op.drop_constraint(op.f('stays_visit_id_fkey'), 'stays', type_='foreignkey')",
      "op.drop_table_comment('agents')",
      "op.drop_index(op.f('ix_hint'), table_name='agencies')",
      "op.alter_column('agents', 'name', existing_type=sa.Text(), type_=sa.VARCHAR(length=200), nullable=False)",
      "op.drop_column('agencies', 'hint')",
      "op.drop_table('visits')",
    ];

    it(
      'makes on another database what was made by hand, through Alembic and back',
      { timeout: 240_000 },
      async () => {
        const [project, other] = [await atHead(), await atHead()];
        await project.sql(BY_HAND);
        const words = ['drift', '--revision', '-m', 'made by hand', '--rev-id', 'hand1'];
        const outcome = await project.run(words);
        expect(outcome).toMatchObject({ code: 0 });
        expect(outcome.stdout).toMatch(/^Generating \S+\/hand1_made_by_hand\.py \.\.\. {2}done\n$/u);
        expect(outcome.stderr).toContain('`retort stamp head` there, `retort upgrade head` everywhere else');
        const body = bodiesOf(project.read('alembic/versions/hand1_made_by_hand.py'));
        for (const operation of WRITTEN) expect(body).toContain(`    ${operation}\n`);
        // What it does to databases that do not have it yet is told, as the linter would.
        expect(outcome.stderr).toMatch(
          /for databases that lack it, line \d+ \(index-not-concurrent\): CREATE INDEX/u,
        );
        const { writeFiles } = await import('../support/commandLine');
        const file = 'alembic/versions/hand1_made_by_hand.py';
        writeFiles(other.folder, { [file]: project.read(file) });
        for (const direction of [
          ['upgrade', 'head'],
          ['downgrade', '-1'],
          ['upgrade', 'head'],
        ]) {
          expect(await other.alembic(direction)).toMatchObject({ code: 0 });
        }
        expect(await driftOf(other)).toMatchObject({ isSame: true });
        expect(await project.run(['stamp', 'head', '--yes'])).toMatchObject({ code: 0 });
        const left = await driftOf(project);
        expect(left.lines).toEqual([expect.stringMatching(/^- index public\.ix_properties_price/u)]);
      },
    );

    it('is not written where it cannot be tried, and says for what', async () => {
      const project = await atHead();
      await project.sql('CREATE TABLE parts (id int) PARTITION BY RANGE (id)');
      const outcome = await project.run(['drift', '--revision', '-m', 'parts']);
      expect(outcome.code).toBe(3);
      expect(outcome.stderr).toMatch(
        /this cannot be written as a revision: table public\.parts \(partition by/u,
      );
      expect(project.revisions()).toHaveLength(2);
    });

    it('is not written for a database that lacks revisions, nor for one that has nothing more', async () => {
      const project = await bayut();
      await project.run(['upgrade', 'simplified_location_migration', '--yes']);
      expect(await project.run(['drift', '--revision', '-m', 'x'])).toMatchObject({ code: 0 });
      await project.sql('CREATE TABLE extra (id int)');
      const outcome = await project.run(['drift', '--revision', '-m', 'x']);
      expect(outcome).toMatchObject({ code: 2 });
      expect(outcome.stderr).toContain('It lacks 629a6ca77da7');
      expect(project.revisions()).toHaveLength(2);
    });
  },
);
