// Every case of the oracle through parser, evaluator and renderer, compared with what real Alembic printed.
import { checkGoldenFile } from '../../support/goldenSql';

/** The list may only get shorter. */
const REFUSED: readonly string[] = [
  // Table.create and MetaData.create_all are not evaluated.
  'metadata_create_all postgresql',
  'metadata_create_all sqlite',
];

checkGoldenFile('probes', new URL('../../golden/probes.json', import.meta.url), REFUSED);
