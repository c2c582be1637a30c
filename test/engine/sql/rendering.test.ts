// Our own cases for the rules of rendering, judged by real Alembic's answers (test/golden/sql/regenerate.py).
import { checkGoldenFile } from '../../support/goldenSql';

/** The list may only get shorter. */
const REFUSED: readonly string[] = [
  'inserts postgresql',
  'inserts sqlite',
  'funcs sqlite',
  'domain postgresql',
  'drop_fk_none_nc postgresql',
  'drop_fk_none_nc sqlite',
  'alter_default_plain_over_identity postgresql',
  'isdistinct sqlite',
  'b_table_kwargs sqlite',
  'array_literals sqlite',
  'offset_alone sqlite',
  'columns_cast_beside_themselves postgresql',
  'columns_cast_beside_themselves sqlite',
  'select_of_a_select postgresql',
  'select_of_a_select sqlite',
  'table_create_unknown_reference postgresql',
  'table_create_unknown_reference sqlite',
  'join_of_select_ambiguous postgresql',
  'join_of_select_ambiguous sqlite',
  'json_compared_as_json postgresql',
  'json_compared_as_json sqlite',
  'json_with_placeholders postgresql',
  'json_with_placeholders sqlite',
  'distinct_on_name postgresql',
  'distinct_on_name sqlite',
  'select_changed_in_place postgresql',
  'select_changed_in_place sqlite',
  'same_column postgresql',
  'same_column sqlite',
  'metadata_sequence_of_its_own postgresql',
  'metadata_sequence_of_its_own sqlite',
  'metadata_drop_use_alter_unnamed postgresql',
  'metadata_drop_cycle_unnamed postgresql',
  'join_of_select_by_keys_of_two postgresql',
  'join_of_select_by_keys_of_two sqlite',
];

checkGoldenFile('rendering', new URL('../../golden/sql/answers.json', import.meta.url), REFUSED);
