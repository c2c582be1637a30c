// Messages between the extension and the page of the revision graph: each side takes what has the right shape only.
import { describe, expect, it } from 'vitest';
import { readPageMessage } from '../../extension/src/views/graphMessages';
import { graphWords } from '../../extension/src/views/graphWords';
import { readMessage } from '../../media/webview/graph/receive';
import { describeRow, speaker, spokenRow } from '../../media/webview/graph/words';
import type { GraphItem, GraphMessage } from '../../server/src/lsp/protocol';

const ROW: GraphItem = {
  ...{ revision: 'aaaa', message: 'make\n a  table', date: '2026-01-01 10:00:00', fileName: 'a.py' },
  ...{ branchLabels: ['shop'], ownLabels: 1, lane: 0, state: 'pending', isCurrent: false, isHead: true },
  ...{ isBase: false, isMergePoint: false, missing: ['gone'] },
};
const SHOW = {
  kind: 'show',
  frame: {
    ...{ projectId: 'p', projectName: 'shop', database: '', isTrusted: true, hasDatabase: true },
    ...{ showsDates: true, zoom: 100 },
    words: { tree: 'Revision graph' },
  },
  graph: { rows: [ROW, ROW], lines: [{ child: 0, parent: 1, lane: 0, kind: 'down' }], width: 1, missing: [] },
} satisfies GraphMessage;

describe('to the page', () => {
  it('takes what the extension sends', () => {
    expect(readMessage(SHOW)).toBe(SHOW);
    expect(readMessage({ kind: 'reveal', revision: 'aaaa' })).toEqual({ kind: 'reveal', revision: 'aaaa' });
  });

  it.each([
    ['nothing', undefined],
    ['another kind', { ...SHOW, kind: 'run' }],
    ['no graph', { ...SHOW, graph: undefined }],
    ['a row without an id', { ...SHOW, graph: { ...SHOW.graph, rows: [{ ...ROW, revision: 1 }] } }],
    ['a row in no lane', { ...SHOW, graph: { ...SHOW.graph, rows: [{ ...ROW, lane: -1 }, ROW] } }],
    ['an unknown state', { ...SHOW, graph: { ...SHOW.graph, rows: [{ ...ROW, state: 'x' }, ROW] } }],
    ['a line to no row', { ...SHOW, graph: { ...SHOW.graph, rows: [ROW] } }],
    ['words that are no text', { ...SHOW, frame: { ...SHOW.frame, words: { tree: {} } } }],
    ['a revision that is no text', { kind: 'reveal', revision: {} }],
  ])('refuses %s', (_, value) => {
    expect(readMessage(value)).toBeUndefined();
  });
});

describe('from the page', () => {
  it.each([
    [{ kind: 'ready' }],
    [{ kind: 'open', revision: 'aaaa' }],
    [{ kind: 'merge', revisions: ['aaaa', 'bbbb'] }],
    [{ kind: 'rebase', revision: 'aaaa', onto: 'bbbb' }],
    [{ kind: 'export' }],
    [{ kind: 'selectProject' }],
  ])('takes %j', (message) => {
    expect(readPageMessage(message)).toEqual(message);
  });

  it.each([
    [undefined],
    ['ready'],
    [{ kind: 'command', command: 'workbench.action.quit' }],
    [{ kind: 'open' }],
    [{ kind: 'open', revision: { toString: 'aaaa' } }],
    [{ kind: 'merge', revisions: ['aaaa', 1] }],
    [{ kind: 'merge', revisions: 'aaaa' }],
    [{ kind: 'rebase', revision: 'aaaa' }],
  ])('refuses %j', (message) => {
    expect(readPageMessage(message)).toBeUndefined();
  });

  it('carries nothing besides its own fields', () => {
    expect(readPageMessage({ kind: 'ready', command: 'x' })).toEqual({ kind: 'ready' });
  });
});

describe('a row', () => {
  it('is spoken with everything that is drawn', () => {
    const say = speaker(graphWords({ t: (text: string) => text } as Parameters<typeof graphWords>[0]));
    const parents = [
      { id: 'bbbb', kind: 'down' },
      { id: 'cccc', kind: 'depends' },
    ] as const;
    expect(spokenRow(ROW, parents, say)).toBe('pending, revises bbbb, depends on cccc');
    expect(describeRow(ROW, parents, say)).toBe(
      'make a table, aaaa, head, pending, revises bbbb, depends on cccc, branch shop, no file declares gone, ' +
        '2026-01-01 10:00:00, a.py',
    );
  });
});
