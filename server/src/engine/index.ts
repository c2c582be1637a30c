// The engine's public face: the only file of it that others import from.
export { planMigration, type MigrationPlan, type MigrationStep } from './features/migrationPlan';
export { incomingRevisions, outgoingRevisions, type HistoryStep } from './features/callHierarchy';
export { declaration, findDefinition } from './features/definition';
export { fileOutline, type OutlineEntry } from './features/fileOutline';
export { describeGraph, type GraphDescription } from './features/graphDescription';
export { layOutGraph, type GraphEdge, type GraphEdgeKind, type GraphLayout } from './features/graphLayout';
export { edgePath, type GraphMeasures } from './features/graphPath';
export { drawGraph } from './features/graphSvg';
export { newRevision, type NewRevision, type RevisionRequest } from './features/newRevision';
export { PROJECT_TEMPLATES, projectFiles, type ProjectTemplate } from './features/projectTemplates';
export { findWayBack, type BackwardMove } from './features/wayBack';
export { historyOrder } from './features/historyOrder';
export { findReferences } from './features/references';
export { planRenameAt, planRenameOf, renamePlace, type IdentifierRename } from './features/renameIdentifier';
export { completeRevisions } from './features/revisionCompletion';
export { revisionAtOffset, revisionFacts, type Neighbour } from './features/revisionFacts';
export { searchRevisions } from './features/revisionSymbols';
export { planBranchRebase, planRebase, type RebasePlan } from './features/rebase';
export { planRename, type FileRename, type RenamePlan } from './features/renameRevision';
export {
  declaresRevision,
  missingRevisions,
  planRestore,
  type LostFile,
  type RestorePlan,
} from './features/restoreRevision';
export type { CreateDate } from './features/revisionFileName';
export { revisionBody, type RevisionBody } from './features/revisionBody';
export { typedOperations, type TypedSource } from './features/typedOperations';
export { writeString as pythonString } from './lint/writing/literals';
export { sqlName } from './text/sqlName';
export { completeDirectives, type DirectiveChoice } from './features/completeDirectives';
export { completeSchema, type SchemaChoices } from './features/completeSchema';
export { lockHints, type LockHint } from './features/lockHints';
export { objectHistory, type ObjectEvent, type ObjectName } from './features/objectHistory';
export { schemaAtOffset } from './features/schemaAtOffset';
export { schemaNameAt, type SchemaName } from './features/schemaNames';
export { describeSchema, tableSql, type SchemaObject } from './features/schemaSql';
export { layOutSql, sqlStringAt, writePythonString, type SqlString } from './features/sqlString';
export { tableAt, type TableAt } from './features/tableAt';
export { DATED_FILES, type ModelsWiring, type ProjectWiring, type UrlWiring } from './features/projectWiring';
export { withNamingConvention } from './features/namingConvention';
export { schemaText } from './features/schemaText';
export { directionAt, operationHover } from './features/operationHover';
export type { ConfigurationFiles, ConfigurationText, OutsideFile } from './lint/configuration/files';
export { CONNECTION_KEYS } from './lint/configuration/retortKeys';
export { nearestName } from './lint/editDistance';
export type { FileEdit, Finding, Fix, RelatedPlace, Severity } from './lint/finding';
export type { Reference, ReferenceFile } from './lint/repository';
export { findForks, type Fork } from './lint/forks';
export type { RuleSettings } from './lint/linter';
export type { EarlierContents, Rule } from './lint/rule';
export { RULES } from './lint/rules/index';
export type { Dialect, Mode } from './operations/evaluation';
export { readEnvironment, type EnvironmentReading } from './revisions/environment';
export {
  formatBranches,
  formatCurrent,
  formatHeads,
  formatHistory,
  formatShow,
  historyNeedsDatabase,
  historyRevisions,
} from './revisions/historyText';
export { findRevisions } from './revisions/identifiers';
export type { Outcome, Refusal } from './revisions/refusal';
export { ancestors } from './revisions/lineage';
export { planStamp, planStart, splitTarget } from './revisions/plan';
export { versionChanges, type VersionChange } from './revisions/versionTable';
export { displayOrder } from './revisions/walk';
export { buildGraph, type GraphRevision, type RevisionGraph } from './revisions/graph';
export { readHeader } from './revisions/header';
export { readPlainHeader } from './revisions/headerFacts';
export type { RevisionHeader } from './revisions/revision';
export { LOCK_BLOCKS, statementEffect, type LockEffect } from './sql/locks';
export type { ParsedSql, SqlReading } from './sqlText/parsedSql';
export type { SqlParseAnswer } from './sqlText/tree';
export { tableWork, touchedRelations, type TableWork } from './sql/touchedTables';
export { rangeText, renderRange } from './sql/renderRange';
export { versionTableStatements } from './sql/versionTable';
export { environmentFromConfigure } from './sql/configureOptions';
export { findTable } from './schema/lookup';
export type { Schema, SchemaColumn, SchemaTable } from './schema/schema';
export type { KeptRendering, KeptRenderings, RenderQuery } from './sql/keptRenderings';
export type { EnvironmentOption, RenderedFunction, RenderedStatement, RenderOptions } from './sql/rendering';
export { applyEdits, type TextEdit } from './text/edit';
export { replaceBinds, withEscapedColons } from './text/binds';
export { LineIndex, type LinePosition } from './text/lineIndex';
export type { Span } from './text/span';
export { Workspace, type Direction, type SourceFile } from './workspace';
export { TEMPLATE_ENVIRONMENT, type EnvironmentOptions, type WorkspaceSettings } from './workspaceSettings';
