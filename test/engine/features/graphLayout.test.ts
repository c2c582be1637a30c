// The drawn history as small pictures: `*` is a revision, `|` an edge that passes, `:` a dependency, `!` a way back.
import { describe, expect, it } from 'vitest';
import {
  buildGraph,
  drawGraph,
  edgePath,
  layOutGraph,
  readHeader,
  type GraphLayout,
} from '../../../server/src/engine/index';

const SIGNS = { down: '|', merge: '|', depends: ':', loop: '!' };

/** `id < parent parent ~ dependency # date`, one revision a line. */
function layoutOf(history: string): GraphLayout {
  const headers = history
    .trim()
    .split('\n')
    .map((line) => {
      const [, id = '', down = '', depends = '', date = ''] =
        /^\s*(\S+)(?: <((?: [^~#\s]+)+))?(?: ~((?: [^#\s]+)+))?(?: # (.*))?$/.exec(line) ?? [];
      const tuple = (text: string): string =>
        `(${text
          .trim()
          .split(' ')
          .filter(Boolean)
          .map((one) => `"${one}",`)
          .join('')})`;
      const created = date === '' ? '' : `\n\nCreate Date: ${date}`;
      return readHeader(
        `/versions/${id}.py`,
        `"""make ${id}${created}\n"""\nrevision = "${id}"\ndown_revision = ${down === '' ? 'None' : tuple(down)}\n` +
          `depends_on = ${depends === '' ? 'None' : tuple(depends)}\n`,
      );
    });
  return layOutGraph(buildGraph(headers));
}

function picture(history: string): string {
  const { rows, edges, width } = layoutOf(history);
  const lines = rows.map(({ revision, lane, missing }, row) => {
    const signs = Array.from({ length: width }, (_, column) => {
      if (column === lane) return '*';
      const passing = edges.find(
        (edge) =>
          edge.lane === column &&
          Math.min(edge.child, edge.parent) < row &&
          row < Math.max(edge.child, edge.parent),
      );
      return passing === undefined ? ' ' : SIGNS[passing.kind];
    });
    const note = missing.length === 0 ? '' : ` ? ${missing.join(' ')}`;
    return `${signs.join(' ')}  ${revision.revision}${note}`;
  });
  return `\n${lines.join('\n')}\n`;
}

describe('lanes', () => {
  it('are one for a straight history, heads first', () => {
    expect(picture('a\nb < a\nc < b')).toBe(`
*  c
*  b
*  a
`);
  });

  it('fork at the branch point, and the oldest child goes on straight', () => {
    expect(picture('a\nb < a\nc < b\nx < a')).toBe(`
*    c
*    b
| *  x
*    a
`);
  });

  it('join in a merge, which goes on in the older lane', () => {
    expect(picture('a\nb < a\nx < a\nm < x b\nn < m')).toBe(`
*    n
*    m
| *  x
* |  b
*    a
`);
  });

  it('are used again after a merge', () => {
    expect(picture('a\nb < a\nx < a\nm < b x\nc < m\ny < m\nn < c y')).toContain('| *');
    expect(layoutOf('a\nb < a\nx < a\nm < b x\nc < m\ny < m\nn < c y').width).toBe(2);
  });

  it('of several bases stand beside each other', () => {
    expect(picture('a\nb < a\nx\ny < x')).toBe(`
*    b
*    a
  *  y
  *  x
`);
  });

  it('carry a dependency beside the revisions it passes', () => {
    const { edges } = layoutOf('a\nb < a\nx\ny < x ~ a');
    expect(edges.map(({ kind }) => kind).sort()).toEqual(['depends', 'down', 'down']);
  });
});

describe('a history that is broken', () => {
  it('shows what is missing at the revision that names it', () => {
    expect(picture('b < gone\nc < b ~ lost')).toBe(`
*  c ? lost
*  b ? gone
`);
  });

  it('keeps its rows where revisions lead back to themselves', () => {
    const { rows, edges } = layoutOf('a < c\nb < a\nc < b');
    expect(rows.map(({ revision }) => revision.revision).sort()).toEqual(['a', 'b', 'c']);
    expect(edges.some(({ kind }) => kind === 'loop')).toBe(true);
  });

  it('may have no revision at all', () => {
    expect(layOutGraph(buildGraph([]))).toEqual({ rows: [], edges: [], width: 0 });
  });
});

describe('an appended revision', () => {
  const OLD = [
    'a # 2026-01-01',
    'b < a # 2026-01-02',
    'x < a # 2026-01-03',
    'y < x # 2026-01-04',
    'c < b # 2026-01-05',
  ];
  const lanes = (lines: readonly string[]): Record<string, number> =>
    Object.fromEntries(
      layoutOf(lines.join('\n')).rows.map(({ revision, lane }) => [revision.revision, lane] as const),
    );

  it.each([['c'], ['y'], ['a'], ['b'], ['x']])('on %s moves no other', (parent) => {
    const before = lanes(OLD);
    for (const id of ['0new', 'new']) {
      // In load order it may be the first or the last.
      const line = `${id} < ${parent} # 2026-02-01`;
      const after = lanes(id === 'new' ? [...OLD, line] : [line, ...OLD]);
      expect(after).toMatchObject(before);
    }
  });

  it('that merges two heads moves no other', () => {
    expect(lanes([...OLD, 'new < c y # 2026-02-01'])).toMatchObject(lanes(OLD));
  });
});

describe('large histories', () => {
  /** No revision and no straight part of an edge is where another one is. */
  function collisions({ rows, edges }: GraphLayout): number {
    const taken = new Set(rows.map(({ lane }, row) => `${row}/${lane}`));
    let count = rows.length - taken.size;
    for (const { child, parent, lane } of edges) {
      for (let row = Math.min(child, parent) + 1; row < Math.max(child, parent); row++) {
        if (taken.has(`${row}/${lane}`)) count++;
        taken.add(`${row}/${lane}`);
      }
    }
    return count;
  }

  it('have no two things in one place', () => {
    const lines = ['r0'];
    for (let n = 1; n < 400; n++) {
      const at = (n * 7919) % 13;
      const parent = `r${Math.max(0, n - 1 - at)}`;
      lines.push(
        n % 9 === 0 ? `r${n} < r${n - 1} ${parent === `r${n - 1}` ? 'r0' : parent}` : `r${n} < ${parent}`,
      );
    }
    const layout = layoutOf(lines.join('\n'));
    expect(layout.rows.length).toBe(400);
    expect(collisions(layout)).toBe(0);
  });

  it('of 10,000 revisions keep every row and every edge', () => {
    const lines = Array.from({ length: 10_000 }, (_, n) =>
      n === 0
        ? 'r0'
        : n % 50 === 3
          ? `r${n} < r${n - 1} r${n - 2}`
          : n % 50 === 2
            ? `r${n} < r${n - 2}`
            : `r${n} < r${n - 1}`,
    );
    const { rows, edges, width } = layoutOf(lines.join('\n'));
    expect([rows.length, edges.length]).toEqual([10_000, 9_999 + 200]);
    expect(width).toBe(2);
  });
});

describe('the drawing', () => {
  it('leads an edge from dot to dot', () => {
    const measures = { laneWidth: 10, rowHeight: 20, left: 5 };
    const edge = { child: 0, parent: 3, lane: 1, kind: 'merge' } as const;
    expect(edgePath(edge, 0, 1, measures)).toBe('M5 10C5 20 15 20 15 30V50V70');
    expect(edgePath({ ...edge, lane: 0, parent: 1 }, 0, 0, measures)).toBe('M5 10V30');
  });

  it('holds texts of files as text', () => {
    const header = readHeader(
      '/versions/a.py',
      '"""</text><script>alert(1)</script> & "x"\\x01"""\nrevision = "a<b"\ndown_revision = None\n',
    );
    const svg = drawGraph(buildGraph([header]), { applied: new Set(), current: new Set() });
    expect(svg).not.toContain('<script');
    expect(svg).toContain('&lt;/text&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot;<');
    expect(svg).toContain('a&lt;b');
    expect(svg).toContain('class="lane0 dot pending"');
  });
});
