// Every lint rule, in alphabetical order of id. A test compares this list with the folders beside it.
import type { Rule } from '../rule';
import { addColumnStillReferencedDrop } from './add-column-still-referenced-drop/rule';
import { addUniqueExisting } from './add-unique-existing/rule';
import { alterTypeAddValue } from './alter-type-add-value/rule';
import { ambiguousShortId } from './ambiguous-short-id/rule';
import { asymmetricDowngrade } from './asymmetric-downgrade/rule';
import { asyncDriverInSyncEnv } from './async-driver-in-sync-env/rule';
import { autocommitBlockMixed } from './autocommit-block-mixed/rule';
import { autogenMarkerLeft } from './autogen-marker-left/rule';
import { badPathSeparator } from './bad-path-separator/rule';
import { batchOuterOp } from './batch-outer-op/rule';
import { batchUnnamedConstraint } from './batch-unnamed-constraint/rule';
import { bidirectionalText } from './bidirectional-text/rule';
import { charMoneyFloatType } from './char-money-float-type/rule';
import { checkValidates } from './check-validates/rule';
import { circularForeignKeys } from './circular-foreign-keys/rule';
import { columnsAsString } from './columns-as-string/rule';
import { commentOnSqlite } from './comment-on-sqlite/rule';
import { commitInMigration } from './commit-in-migration/rule';
import { compareServerDefaultOff } from './compare-server-default-off/rule';
import { concurrentlyInTransaction } from './concurrently-in-transaction/rule';
import { connectionExecuteString } from './connection-execute-string/rule';
import { credentialsInIni } from './credentials-in-ini/rule';
import { cycle } from './cycle/rule';
import { defaultMessage } from './default-message/rule';
import { deleteUpdateWithoutWhere } from './delete-update-without-where/rule';
import { dependencyCycle } from './dependency-cycle/rule';
import { deprecatedApi } from './deprecated-api/rule';
import { deprecatedVersionPathSeparator } from './deprecated-version-path-separator/rule';
import { docstringMismatch } from './docstring-mismatch/rule';
import { downgradeLosesDefinition } from './downgrade-loses-definition/rule';
import { downgradeOrder } from './downgrade-order/rule';
import { downgradeReaddsNotNull } from './downgrade-readds-not-null/rule';
import { dropCascade } from './drop-cascade/rule';
import { dropColumn } from './drop-column/rule';
import { dropColumnSilentConstraint } from './drop-column-silent-constraint/rule';
import { dropConstraint } from './drop-constraint/rule';
import { dropDefaultOnNotNull } from './drop-default-on-not-null/rule';
import { dropIndexNotConcurrent } from './drop-index-not-concurrent/rule';
import { dropNotNull } from './drop-not-null/rule';
import { dropSchemaDatabase } from './drop-schema-database/rule';
import { dropTable } from './drop-table/rule';
import { dropThenRecreateIndex } from './drop-then-recreate-index/rule';
import { dropUnmanagedTable } from './drop-unmanaged-table/rule';
import { duplicateBranchLabel } from './duplicate-branch-label/rule';
import { duplicateIndex } from './duplicate-index/rule';
import { duplicateRevisionId } from './duplicate-revision-id/rule';
import { editedAfterApplied } from './edited-after-applied/rule';
import { emptyDowngrade } from './empty-downgrade/rule';
import { emptyRevision } from './empty-revision/rule';
import { enumNotDropped } from './enum-not-dropped/rule';
import { enumRenameOrRecreate } from './enum-rename-or-recreate/rule';
import { enumTypeNotCreated } from './enum-type-not-created/rule';
import { enumValueOrder } from './enum-value-order/rule';
import { exclusionConstraint } from './exclusion-constraint/rule';
import { expandContractMixed } from './expand-contract-mixed/rule';
import { extensionNotCreated } from './extension-not-created/rule';
import { fileTemplateSubdirsWithoutRecursive } from './file-template-subdirs-without-recursive/rule';
import { filenameMismatch } from './filename-mismatch/rule';
import { fkBeforeTable } from './fk-before-table/rule';
import { fkValidates } from './fk-validates/rule';
import { fkWithoutIndex } from './fk-without-index/rule';
import { forksDefaultBranch } from './forks-default-branch/rule';
import { getBindOffline } from './get-bind-offline/rule';
import { hookMisconfigured } from './hook-misconfigured/rule';
import { identifierTooLong } from './identifier-too-long/rule';
import { identityOrSerialColumn } from './identity-or-serial-column/rule';
import { illegalRevisionId } from './illegal-revision-id/rule';
import { importsApplicationCode } from './imports-application-code/rule';
import { indexBeforeBulkInsert } from './index-before-bulk-insert/rule';
import { indexNotConcurrent } from './index-not-concurrent/rule';
import { iniBooleanNotLowercaseTrue } from './ini-boolean-not-lowercase-true/rule';
import { irreversibleOp } from './irreversible-op/rule';
import { jsonColumn } from './json-column/rule';
import { makoMissingBranchLabels } from './mako-missing-branch-labels/rule';
import { matviewRefresh } from './matview-refresh/rule';
import { mergeHasOperations } from './merge-has-operations/rule';
import { mergeOfNonHeads } from './merge-of-non-heads/rule';
import { mismatchedFkType } from './mismatched-fk-type/rule';
import { missingDownRevisionVariable } from './missing-down-revision-variable/rule';
import { missingDowngrade } from './missing-downgrade/rule';
import { missingImport } from './missing-import/rule';
import { missingLockTimeout } from './missing-lock-timeout/rule';
import { missingParent } from './missing-parent/rule';
import { missingPathSeparator } from './missing-path-separator/rule';
import { missingRevisionVariable } from './missing-revision-variable/rule';
import { missingStatementTimeout } from './missing-statement-timeout/rule';
import { missingUpgrade } from './missing-upgrade/rule';
import { modelsNotImported } from './models-not-imported/rule';
import { moduleSideEffects } from './module-side-effects/rule';
import { multipleAlterSameTable } from './multiple-alter-same-table/rule';
import { multipleBases } from './multiple-bases/rule';
import { multipleHeads } from './multiple-heads/rule';
import { namingConventionViolation } from './naming-convention-violation/rule';
import { narrowingType } from './narrowing-type/rule';
import { noNamingConvention } from './no-naming-convention/rule';
import { noScriptLocation } from './no-script-location/rule';
import { nonLiteralRevisionMetadata } from './non-literal-revision-metadata/rule';
import { noopAlterColumn } from './noop-alter-column/rule';
import { notNullWithoutDefault } from './not-null-without-default/rule';
import { objectAlreadyExists } from './object-already-exists/rule';
import { ormSessionInMigration } from './orm-session-in-migration/rule';
import { parentNewerThanChild } from './parent-newer-than-child/rule';
import { partitionAttachDetach } from './partition-attach-detach/rule';
import { pkNotUsingIndex } from './pk-not-using-index/rule';
import { postgresUrlScheme } from './postgres-url-scheme/rule';
import { preferIdentity } from './prefer-identity/rule';
import { probableRenameColumn } from './probable-rename-column/rule';
import { probableRenameTable } from './probable-rename-table/rule';
import { pythonDefaultIgnored } from './python-default-ignored/rule';
import { redundantDependsOn } from './redundant-depends-on/rule';
import { reindexVacuumCluster } from './reindex-vacuum-cluster/rule';
import { renameColumn } from './rename-column/rule';
import { renameTable } from './rename-table/rule';
import { requireSchema } from './require-schema/rule';
import { reservedBranchLabel } from './reserved-branch-label/rule';
import { reservedOrMixedCaseIdentifier } from './reserved-or-mixed-case-identifier/rule';
import { retortSettingIgnored } from './retort-setting-ignored/rule';
import { revisionIdTooLong } from './revision-id-too-long/rule';
import { robustStmts } from './robust-stmts/rule';
import { schemaAndDataMixed } from './schema-and-data-mixed/rule';
import { schemaOpOnUnknownObject } from './schema-op-on-unknown-object/rule';
import { setLoggedAccessMethod } from './set-logged-access-method/rule';
import { setNotNullExisting } from './set-not-null-existing/rule';
import { shortIntegerPk } from './short-integer-pk/rule';
import { sqlInjectionFormat } from './sql-injection-format/rule';
import { sqliteNeedsBatch } from './sqlite-needs-batch/rule';
import { sqliteWithoutRenderAsBatch } from './sqlite-without-render-as-batch/rule';
import { statementAfterAccessExclusive } from './statement-after-access-exclusive/rule';
import { storedGeneratedColumn } from './stored-generated-column/rule';
import { tableWithoutPk } from './table-without-pk/rule';
import { targetMetadataNone } from './target-metadata-none/rule';
import { timeoutOverridden } from './timeout-overridden/rule';
import { timestampWithoutTz } from './timestamp-without-tz/rule';
import { tomlBooleanString } from './toml-boolean-string/rule';
import { tomlUnescapedPercent } from './toml-unescaped-percent/rule';
import { triggerLock } from './trigger-lock/rule';
import { truncate } from './truncate/rule';
import { typeChangeRewrite } from './type-change-rewrite/rule';
import { typeChangeWithoutUsing } from './type-change-without-using/rule';
import { unescapedColonInExecute } from './unescaped-colon-in-execute/rule';
import { unescapedPercentInIni } from './unescaped-percent-in-ini/rule';
import { uniqueNotUsingIndex } from './unique-not-using-index/rule';
import { unknownDependsOn } from './unknown-depends-on/rule';
import { unknownIniKey } from './unknown-ini-key/rule';
import { unknownOp } from './unknown-op/rule';
import { unnamedConstraint } from './unnamed-constraint/rule';
import { unnamedConstraintInDowngrade } from './unnamed-constraint-in-downgrade/rule';
import { unreachableVersionLocation } from './unreachable-version-location/rule';
import { unresolvedStatement } from './unresolved-statement/rule';
import { unusedOpFOrImports } from './unused-op-f-or-imports/rule';
import { unusedSuppression } from './unused-suppression/rule';
import { vagueMessage } from './vague-message/rule';
import { validateSameTransaction } from './validate-same-transaction/rule';
import { varcharLength } from './varchar-length/rule';
import { volatileDefault } from './volatile-default/rule';
import { wideIndex } from './wide-index/rule';
import { wideLockWindow } from './wide-lock-window/rule';
import { wrongArguments } from './wrong-arguments/rule';
import { wrongSignature } from './wrong-signature/rule';

export const RULES: readonly Rule[] = [
  addColumnStillReferencedDrop,
  addUniqueExisting,
  alterTypeAddValue,
  ambiguousShortId,
  asymmetricDowngrade,
  asyncDriverInSyncEnv,
  autocommitBlockMixed,
  autogenMarkerLeft,
  badPathSeparator,
  batchOuterOp,
  batchUnnamedConstraint,
  bidirectionalText,
  charMoneyFloatType,
  checkValidates,
  circularForeignKeys,
  columnsAsString,
  commentOnSqlite,
  commitInMigration,
  compareServerDefaultOff,
  concurrentlyInTransaction,
  connectionExecuteString,
  credentialsInIni,
  cycle,
  defaultMessage,
  deleteUpdateWithoutWhere,
  dependencyCycle,
  deprecatedApi,
  deprecatedVersionPathSeparator,
  docstringMismatch,
  downgradeLosesDefinition,
  downgradeOrder,
  downgradeReaddsNotNull,
  dropCascade,
  dropColumn,
  dropColumnSilentConstraint,
  dropConstraint,
  dropDefaultOnNotNull,
  dropIndexNotConcurrent,
  dropNotNull,
  dropSchemaDatabase,
  dropTable,
  dropThenRecreateIndex,
  dropUnmanagedTable,
  duplicateBranchLabel,
  duplicateIndex,
  duplicateRevisionId,
  editedAfterApplied,
  emptyDowngrade,
  emptyRevision,
  enumNotDropped,
  enumRenameOrRecreate,
  enumTypeNotCreated,
  enumValueOrder,
  exclusionConstraint,
  expandContractMixed,
  extensionNotCreated,
  fileTemplateSubdirsWithoutRecursive,
  filenameMismatch,
  fkBeforeTable,
  fkValidates,
  fkWithoutIndex,
  forksDefaultBranch,
  getBindOffline,
  hookMisconfigured,
  identifierTooLong,
  identityOrSerialColumn,
  illegalRevisionId,
  importsApplicationCode,
  indexBeforeBulkInsert,
  indexNotConcurrent,
  iniBooleanNotLowercaseTrue,
  irreversibleOp,
  jsonColumn,
  makoMissingBranchLabels,
  matviewRefresh,
  mergeHasOperations,
  mergeOfNonHeads,
  mismatchedFkType,
  missingDownRevisionVariable,
  missingDowngrade,
  missingImport,
  missingLockTimeout,
  missingParent,
  missingPathSeparator,
  missingRevisionVariable,
  missingStatementTimeout,
  missingUpgrade,
  modelsNotImported,
  moduleSideEffects,
  multipleAlterSameTable,
  multipleBases,
  multipleHeads,
  namingConventionViolation,
  narrowingType,
  noNamingConvention,
  noScriptLocation,
  nonLiteralRevisionMetadata,
  noopAlterColumn,
  notNullWithoutDefault,
  objectAlreadyExists,
  ormSessionInMigration,
  parentNewerThanChild,
  partitionAttachDetach,
  pkNotUsingIndex,
  postgresUrlScheme,
  preferIdentity,
  probableRenameColumn,
  probableRenameTable,
  pythonDefaultIgnored,
  redundantDependsOn,
  reindexVacuumCluster,
  renameColumn,
  renameTable,
  requireSchema,
  reservedBranchLabel,
  reservedOrMixedCaseIdentifier,
  retortSettingIgnored,
  revisionIdTooLong,
  robustStmts,
  schemaAndDataMixed,
  schemaOpOnUnknownObject,
  setLoggedAccessMethod,
  setNotNullExisting,
  shortIntegerPk,
  sqlInjectionFormat,
  sqliteNeedsBatch,
  sqliteWithoutRenderAsBatch,
  statementAfterAccessExclusive,
  storedGeneratedColumn,
  tableWithoutPk,
  targetMetadataNone,
  timeoutOverridden,
  timestampWithoutTz,
  tomlBooleanString,
  tomlUnescapedPercent,
  triggerLock,
  truncate,
  typeChangeRewrite,
  typeChangeWithoutUsing,
  unescapedColonInExecute,
  unescapedPercentInIni,
  uniqueNotUsingIndex,
  unknownDependsOn,
  unknownIniKey,
  unknownOp,
  unnamedConstraint,
  unnamedConstraintInDowngrade,
  unreachableVersionLocation,
  unresolvedStatement,
  unusedOpFOrImports,
  unusedSuppression,
  vagueMessage,
  validateSameTransaction,
  varcharLength,
  volatileDefault,
  wideIndex,
  wideLockWindow,
  wrongArguments,
  wrongSignature,
];
