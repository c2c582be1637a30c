// Every case of the oracle through parser, evaluator and renderer, compared with what real Alembic printed.
import { checkGoldenFile } from '../../support/goldenSql';

/** The list may only get shorter. */
const REFUSED: readonly string[] = [];

checkGoldenFile('probes', new URL('../../golden/probes.json', import.meta.url), REFUSED);
