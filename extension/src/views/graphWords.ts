// Every text that the page of the revision graph shows, in the language of the editor.
import type { l10n } from 'vscode';

/** By the names that media/webview/graph uses; `{0}` is filled in there. */
export function graphWords({ t }: Pick<typeof l10n, 't'>): Readonly<Record<string, string>> {
  return {
    tree: t('Revision graph'),
    toolbar: t('Revision graph tools'),
    search: t('Search revisions'),
    found: t('{0} of {1}'),
    nothingFound: t('No match'),
    next: t('Next match'),
    previous: t('Previous match'),
    zoomIn: t('Zoom in'),
    zoomOut: t('Zoom out'),
    goToCurrent: t('Go to current'),
    export: t('Export as SVG'),
    selectProject: t('Select project'),
    merge: t('Merge...'),
    rebase: t('Rebase {0} onto {1}...'),
    selectedRevisions: t('{0} selected'),
    empty: t('This project has no revisions yet.'),
    oneRevision: t('1 revision'),
    revisions: t('{0} revisions'),
    pendingCount: t('{0} pending'),
    heads: t('{0} heads'),
    upToDate: t('up to date'),
    unknownDatabase: t('database not asked'),
    missingRows: t('In the database, but no file declares it: {0}'),
    applied: t('applied'),
    pending: t('pending'),
    unknown: '',
    current: t('current'),
    head: t('head'),
    base: t('base'),
    mergePoint: t('merge'),
    label: t('branch {0}'),
    missingParent: t('no file declares {0}'),
    revises: t('revises {0}'),
    dependsOn: t('depends on {0}'),
  };
}
