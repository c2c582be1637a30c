// Ties every command of the table in commandTable.ts to the function that does it.
import * as vscode from 'vscode';
import { addConnection } from './commands/addConnection';
import { autogenerate } from './commands/autogenerate';
import { baseline } from './commands/baseline';
import { check } from './commands/check';
import { chooseRunner } from './commands/chooseRunner';
import { compareSchemas } from './commands/compareSchemas';
import { copyAsAlembicCommand } from './commands/copyAsAlembicCommand';
import { copyPlanAsMarkdown } from './commands/copyPlanAsMarkdown';
import { copyRevisionId } from './commands/copyRevisionId';
import { copyRevisionPath } from './commands/copyRevisionPath';
import { copySupportInformation } from './commands/copySupportInformation';
import { downgradeBelow } from './commands/downgradeBelow';
import { downgradeOne } from './commands/downgradeOne';
import { downgradeTo } from './commands/downgradeTo';
import { downgradeToThis } from './commands/downgradeToThis';
import { editConnection } from './commands/editConnection';
import { ensureVersion } from './commands/ensureVersion';
import { explainRule } from './commands/explainRule';
import { exportGraph } from './commands/exportGraph';
import { completeDowngrade, fixAll, repairParent, writeDowngrade } from './commands/fixAll';
import { forgetPassword } from './commands/forgetPassword';
import { formatSql } from './commands/formatSql';
import { clearFilter, filterRevisions } from './commands/filterRevisions';
import { goToChildRevision, goToParentRevision } from './commands/goToRevision';
import { init } from './commands/init';
import { mergeHeads, mergeHeadsWithOptions, mergeWith } from './commands/mergeHeads';
import { newRevision, newRevisionOnThis } from './commands/newRevision';
import { newRevisionWithOptions } from './commands/newRevisionWithOptions';
import { openConfiguration } from './commands/openConfiguration';
import { openGuide } from './commands/openGuide';
import { openRevision } from './commands/openRevision';
import { openSettings } from './commands/openSettings';
import { openWalkthrough } from './commands/openWalkthrough';
import { previewSql } from './commands/previewSql';
import { previewSqlRange } from './commands/previewSqlRange';
import { previewSqlToHere } from './commands/previewSqlToHere';
import { rebase } from './commands/rebase';
import { refresh } from './commands/refresh';
import { removeConnection } from './commands/removeConnection';
import { resetHistory } from './commands/resetHistory';
import { leaveBranch } from './commands/leaveBranch';
import { restoreRevision } from './commands/restoreRevision';
import { restartServer } from './commands/restartServer';
import { selectConnection } from './commands/selectConnection';
import { selectInterpreter } from './commands/selectInterpreter';
import { renameRevision } from './commands/renameRevision';
import { restoreBackup } from './commands/restoreBackup';
import { revealInGraph } from './commands/revealInGraph';
import { revealInTree } from './commands/revealInTree';
import { selectProject } from './commands/selectProject';
import { setPassword } from './commands/setPassword';
import { showDrift } from './commands/showDrift';
import { showCurrent } from './commands/showCurrent';
import { showGraph } from './commands/showGraph';
import { showOutput } from './commands/showOutput';
import { showRuns } from './commands/showRuns';
import { diffSchema, showSchema } from './commands/showSchema';
import { showBranches, showHeads, showHistory, showRevision } from './commands/showText';
import { runWithTag } from './commands/runWithTag';
import { stamp, stampPurge } from './commands/stamp';
import { testConnection } from './commands/testConnection';
import { undoLastRun } from './commands/undoLastRun';
import { upgradeOne } from './commands/upgradeOne';
import { upgradeTo } from './commands/upgradeTo';
import { upgradeToHead } from './commands/upgradeToHead';
import { upgradeToThis } from './commands/upgradeToThis';
import { useConnection } from './commands/useConnection';
import { useEmbeddedDatabase } from './commands/useEmbeddedDatabase';
import { verifyAll, verifyRevision } from './commands/verifyRevision';
import { COMMANDS, type CommandId } from './commandTable';
import type { Parts } from './parts';
import { registerCommand } from './trust';

type Run = (argument: unknown, parts: Parts) => Promise<void>;

const RUNS: Readonly<Record<CommandId, Run>> = {
  'retort.upgradeToHead': upgradeToHead,
  'retort.upgradeOne': upgradeOne,
  'retort.upgradeTo': upgradeTo,
  'retort.upgradeToThis': upgradeToThis,
  'retort.downgradeOne': downgradeOne,
  'retort.downgradeTo': downgradeTo,
  'retort.downgradeToThis': downgradeToThis,
  'retort.showCurrent': showCurrent,
  'retort.addConnection': addConnection,
  'retort.editConnection': editConnection,
  'retort.removeConnection': removeConnection,
  'retort.setPassword': setPassword,
  'retort.forgetPassword': forgetPassword,
  'retort.selectConnection': selectConnection,
  'retort.useConnection': useConnection,
  'retort.testConnection': testConnection,
  'retort.stamp': stamp,
  'retort.ensureVersion': ensureVersion,
  'retort.showRuns': showRuns,
  'retort.undoLastRun': undoLastRun,
  'retort.restoreBackup': restoreBackup,
  'retort.chooseRunner': chooseRunner,
  'retort.copyPlanAsMarkdown': copyPlanAsMarkdown,
  'retort.copyAsAlembicCommand': copyAsAlembicCommand,
  'retort.useEmbeddedDatabase': useEmbeddedDatabase,
  'retort.autogenerate': autogenerate,
  'retort.baseline': baseline,
  'retort.resetHistory': resetHistory,
  'retort.check': check,
  'retort.showDrift': showDrift,
  'retort.restoreRevision': restoreRevision,
  'retort.leaveBranch': leaveBranch,
  'retort.newRevision': newRevision,
  'retort.newRevisionOnThis': newRevisionOnThis,
  'retort.mergeHeads': mergeHeads,
  'retort.mergeHeadsWithOptions': mergeHeadsWithOptions,
  'retort.mergeWith': mergeWith,
  'retort.rebase': rebase,
  'retort.renameRevision': renameRevision,
  'retort.init': init,
  'retort.goToParentRevision': goToParentRevision,
  'retort.goToChildRevision': goToChildRevision,
  'retort.copyRevisionPath': copyRevisionPath,
  'retort.revealInTree': revealInTree,
  'retort.showGraph': showGraph,
  'retort.revealInGraph': revealInGraph,
  'retort.exportGraph': exportGraph,
  'retort.filterRevisions': filterRevisions,
  'retort.clearFilter': clearFilter,
  'retort.openConfiguration': openConfiguration,
  'retort.previewSql': (argument, parts) => previewSql(argument, 'upgrade', parts),
  'retort.previewDowngradeSql': (argument, parts) => previewSql(argument, 'downgrade', parts),
  'retort.showSchema': showSchema,
  'retort.diffSchema': diffSchema,
  'retort.refresh': refresh,
  'retort.openRevision': openRevision,
  'retort.copyRevisionId': copyRevisionId,
  'retort.showOutput': showOutput,
  'retort.restartServer': restartServer,
  'retort.selectProject': selectProject,
  'retort.showHistory': showHistory,
  'retort.showHeads': showHeads,
  'retort.showBranches': showBranches,
  'retort.showRevision': showRevision,
  'retort.previewSqlRange': previewSqlRange,
  'retort.previewSqlToHere': previewSqlToHere,
  'retort.compareSchemas': compareSchemas,
  'retort.verifyRevision': verifyRevision,
  'retort.verifyAll': verifyAll,
  'retort.stampPurge': stampPurge,
  'retort.runWithTag': runWithTag,
  'retort.downgradeBelow': downgradeBelow,
  'retort.newRevisionWithOptions': newRevisionWithOptions,
  'retort.fixAll': fixAll,
  'retort.writeDowngrade': writeDowngrade,
  'retort.completeDowngrade': completeDowngrade,
  'retort.repairParent': repairParent,
  'retort.formatSql': formatSql,
  'retort.selectInterpreter': selectInterpreter,
  'retort.openWalkthrough': openWalkthrough,
  'retort.openSettings': openSettings,
  'retort.explainRule': explainRule,
  'retort.openGuide': openGuide,
  'retort.copySupportInformation': copySupportInformation,
};

/** These work also when the language server does not. */
const WITHOUT_PROJECTS: ReadonlySet<CommandId> = new Set([
  'retort.showOutput',
  'retort.restartServer',
  'retort.openWalkthrough',
  'retort.openSettings',
  'retort.copySupportInformation',
]);

/** Registers all commands; one that is missing here does not compile. */
export function registerCommands(parts: Parts): vscode.Disposable {
  const ids = Object.keys(COMMANDS) as CommandId[];
  return vscode.Disposable.from(
    ...ids.map((id) =>
      registerCommand(id, parts, async (argument) => {
        if (!WITHOUT_PROJECTS.has(id)) await parts.projects.ready();
        await RUNS[id](argument, parts);
      }),
    ),
  );
}
