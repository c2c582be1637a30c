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
  'retort.addConnection': 'changes',
  'retort.editConnection': 'changes',
  'retort.removeConnection': 'changes',
  'retort.setPassword': 'changes',
  'retort.forgetPassword': 'changes',
  'retort.selectConnection': 'changes',
  'retort.useConnection': 'runs',
  'retort.testConnection': 'runs',
  'retort.stamp': 'runs',
  'retort.ensureVersion': 'runs',
  'retort.showRuns': 'runs',
  'retort.undoLastRun': 'runs',
  'retort.chooseRunner': 'changes',
  'retort.copyPlanAsMarkdown': 'reads',
  'retort.copyAsAlembicCommand': 'reads',
  'retort.useEmbeddedDatabase': 'changes',
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
