// Every case of the oracle through parser, evaluator and renderer, compared with what real Alembic printed.
import { checkGoldenFile } from '../../support/goldenSql';

/** The list may only get shorter. */
const REFUSED: readonly string[] = [
  // Statements that Alembic takes from a set: their order varies from run to run.
  'no_convention_names postgresql',
  'no_convention_names sqlite',
  'add_column_two_constraints postgresql',
  'index_text_in_create_table postgresql',
  'index_text_in_create_table sqlite',
  // Table.create and MetaData.create_all are not evaluated.
  'metadata_create_all postgresql',
  'metadata_create_all sqlite',
];

checkGoldenFile('probes', new URL('../../golden/probes.json', import.meta.url), REFUSED);
