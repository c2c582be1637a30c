// Every lint rule, in alphabetical order of id. A test compares this list with the folders beside it.
import type { Rule } from '../rule';
import { addUniqueExisting } from './add-unique-existing/rule';
import { alterTypeAddValue } from './alter-type-add-value/rule';
import { asymmetricDowngrade } from './asymmetric-downgrade/rule';
import { autocommitBlockMixed } from './autocommit-block-mixed/rule';
import { checkValidates } from './check-validates/rule';
import { concurrentlyInTransaction } from './concurrently-in-transaction/rule';
import { cycle } from './cycle/rule';
import { dependencyCycle } from './dependency-cycle/rule';
import { docstringMismatch } from './docstring-mismatch/rule';
import { downgradeLosesDefinition } from './downgrade-loses-definition/rule';
import { downgradeOrder } from './downgrade-order/rule';
import { downgradeReaddsNotNull } from './downgrade-readds-not-null/rule';
import { dropColumn } from './drop-column/rule';
import { dropColumnSilentConstraint } from './drop-column-silent-constraint/rule';
import { dropConstraint } from './drop-constraint/rule';
import { dropDefaultOnNotNull } from './drop-default-on-not-null/rule';
import { dropIndexNotConcurrent } from './drop-index-not-concurrent/rule';
import { dropNotNull } from './drop-not-null/rule';
import { dropTable } from './drop-table/rule';
import { dropThenRecreateIndex } from './drop-then-recreate-index/rule';
import { dropUnmanagedTable } from './drop-unmanaged-table/rule';
import { duplicateBranchLabel } from './duplicate-branch-label/rule';
import { duplicateRevisionId } from './duplicate-revision-id/rule';
import { emptyDowngrade } from './empty-downgrade/rule';
import { emptyRevision } from './empty-revision/rule';
import { enumNotDropped } from './enum-not-dropped/rule';
import { enumTypeNotCreated } from './enum-type-not-created/rule';
import { exclusionConstraint } from './exclusion-constraint/rule';
import { expandContractMixed } from './expand-contract-mixed/rule';
import { fkValidates } from './fk-validates/rule';
import { fkWithoutIndex } from './fk-without-index/rule';
import { identityOrSerialColumn } from './identity-or-serial-column/rule';
import { illegalRevisionId } from './illegal-revision-id/rule';
import { indexNotConcurrent } from './index-not-concurrent/rule';
import { irreversibleOp } from './irreversible-op/rule';
import { mergeHasOperations } from './merge-has-operations/rule';
import { mergeOfNonHeads } from './merge-of-non-heads/rule';
import { missingDownRevisionVariable } from './missing-down-revision-variable/rule';
import { missingDowngrade } from './missing-downgrade/rule';
import { missingParent } from './missing-parent/rule';
import { missingRevisionVariable } from './missing-revision-variable/rule';
import { multipleAlterSameTable } from './multiple-alter-same-table/rule';
import { multipleBases } from './multiple-bases/rule';
import { multipleHeads } from './multiple-heads/rule';
import { narrowingType } from './narrowing-type/rule';
import { notNullWithoutDefault } from './not-null-without-default/rule';
import { parentNewerThanChild } from './parent-newer-than-child/rule';
import { pkNotUsingIndex } from './pk-not-using-index/rule';
import { probableRenameColumn } from './probable-rename-column/rule';
import { probableRenameTable } from './probable-rename-table/rule';
import { pythonDefaultIgnored } from './python-default-ignored/rule';
import { redundantDependsOn } from './redundant-depends-on/rule';
import { renameColumn } from './rename-column/rule';
import { renameTable } from './rename-table/rule';
import { reservedBranchLabel } from './reserved-branch-label/rule';
import { revisionIdTooLong } from './revision-id-too-long/rule';
import { schemaAndDataMixed } from './schema-and-data-mixed/rule';
import { setNotNullExisting } from './set-not-null-existing/rule';
import { statementAfterAccessExclusive } from './statement-after-access-exclusive/rule';
import { storedGeneratedColumn } from './stored-generated-column/rule';
import { typeChangeRewrite } from './type-change-rewrite/rule';
import { typeChangeWithoutUsing } from './type-change-without-using/rule';
import { uniqueNotUsingIndex } from './unique-not-using-index/rule';
import { unknownDependsOn } from './unknown-depends-on/rule';
import { unnamedConstraintInDowngrade } from './unnamed-constraint-in-downgrade/rule';
import { unusedSuppression } from './unused-suppression/rule';
import { validateSameTransaction } from './validate-same-transaction/rule';
import { volatileDefault } from './volatile-default/rule';
import { wideLockWindow } from './wide-lock-window/rule';

export const RULES: readonly Rule[] = [
  addUniqueExisting,
  alterTypeAddValue,
  asymmetricDowngrade,
  autocommitBlockMixed,
  checkValidates,
  concurrentlyInTransaction,
  cycle,
  dependencyCycle,
  docstringMismatch,
  downgradeLosesDefinition,
  downgradeOrder,
  downgradeReaddsNotNull,
  dropColumn,
  dropColumnSilentConstraint,
  dropConstraint,
  dropDefaultOnNotNull,
  dropIndexNotConcurrent,
  dropNotNull,
  dropTable,
  dropThenRecreateIndex,
  dropUnmanagedTable,
  duplicateBranchLabel,
  duplicateRevisionId,
  emptyDowngrade,
  emptyRevision,
  enumNotDropped,
  enumTypeNotCreated,
  exclusionConstraint,
  expandContractMixed,
  fkValidates,
  fkWithoutIndex,
  identityOrSerialColumn,
  illegalRevisionId,
  indexNotConcurrent,
  irreversibleOp,
  mergeHasOperations,
  mergeOfNonHeads,
  missingDownRevisionVariable,
  missingDowngrade,
  missingParent,
  missingRevisionVariable,
  multipleAlterSameTable,
  multipleBases,
  multipleHeads,
  narrowingType,
  notNullWithoutDefault,
  parentNewerThanChild,
  pkNotUsingIndex,
  probableRenameColumn,
  probableRenameTable,
  pythonDefaultIgnored,
  redundantDependsOn,
  renameColumn,
  renameTable,
  reservedBranchLabel,
  revisionIdTooLong,
  schemaAndDataMixed,
  setNotNullExisting,
  statementAfterAccessExclusive,
  storedGeneratedColumn,
  typeChangeRewrite,
  typeChangeWithoutUsing,
  uniqueNotUsingIndex,
  unknownDependsOn,
  unnamedConstraintInDowngrade,
  unusedSuppression,
  validateSameTransaction,
  volatileDefault,
  wideLockWindow,
];
