// Every lint rule, in alphabetical order of id. A test compares this list with the folders beside it.
import type { Rule } from '../rule';
import { emptyDowngrade } from './empty-downgrade/rule';
import { missingDowngrade } from './missing-downgrade/rule';
import { notNullWithoutDefault } from './not-null-without-default/rule';
import { probableRenameColumn } from './probable-rename-column/rule';

export const RULES: readonly Rule[] = [
  emptyDowngrade,
  missingDowngrade,
  notNullWithoutDefault,
  probableRenameColumn,
];
