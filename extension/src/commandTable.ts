// Every command of the extension in one table, and what it may do. Doing it: commands/, the gate: trust.ts.

/**
 * Every command of the extension. `reads` looks at files only; `runs` executes or connects and is refused in code
 * while the workspace is not trusted, however it was called; `changes` writes into the workspace and is refused too.
 */
export const COMMANDS = {
  'retort.upgradeToHead': 'runs',
  'retort.upgradeOne': 'runs',
  'retort.upgradeTo': 'runs',
  'retort.upgradeToThis': 'runs',
  'retort.downgradeOne': 'runs',
  'retort.downgradeTo': 'runs',
  'retort.downgradeToThis': 'runs',
  'retort.showCurrent': 'runs',
  'retort.useEmbeddedDatabase': 'changes',
  'retort.newRevision': 'changes',
  'retort.newRevisionOnThis': 'changes',
  'retort.mergeHeads': 'changes',
  'retort.mergeWith': 'changes',
  'retort.rebase': 'changes',
  'retort.renameRevision': 'changes',
  'retort.init': 'changes',
  'retort.goToParentRevision': 'reads',
  'retort.goToChildRevision': 'reads',
  'retort.copyRevisionPath': 'reads',
  'retort.revealInTree': 'reads',
  'retort.filterRevisions': 'reads',
  'retort.clearFilter': 'reads',
  'retort.openConfiguration': 'reads',
  'retort.previewSql': 'reads',
  'retort.previewDowngradeSql': 'reads',
  'retort.refresh': 'reads',
  'retort.openRevision': 'reads',
  'retort.copyRevisionId': 'reads',
  'retort.showOutput': 'reads',
  'retort.restartServer': 'reads',
  'retort.selectProject': 'reads',
} as const satisfies Readonly<Record<string, 'reads' | 'runs' | 'changes'>>;

export type CommandId = keyof typeof COMMANDS;
