// Every case of the oracle through parser, evaluator and renderer, compared with what real Alembic printed.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Dialect } from '../../../server/src/engine/operations/evaluation';
import type { RenderedFunction, RenderOptions } from '../../../server/src/engine/sql/rendering';
import { CONVENTION, known, renderCode, templateOptions } from '../../support/steps';

interface Probe {
  readonly src: string;
  readonly opts: {
    readonly nc?: boolean;
    readonly literal_binds?: boolean;
    readonly dialect_opts?: { readonly paramstyle?: string };
  };
  readonly postgresql: string;
  readonly sqlite: string;
}

const GOLDEN = new URL('../../golden/probes.json', import.meta.url);
const PROBES = JSON.parse(readFileSync(GOLDEN, 'utf8')) as Readonly<Record<string, Probe>>;
const DIALECTS: readonly Dialect[] = ['postgresql', 'sqlite'];

/** Cases that are refused today: the list may only get shorter. */
const REFUSED: readonly string[] = ['metadata_create_all postgresql', 'metadata_create_all sqlite'];

function optionsFor(dialect: Dialect, { opts }: Probe): RenderOptions {
  return templateOptions(dialect, {
    literalBinds: known(opts.literal_binds ?? true),
    paramstyle: opts.dialect_opts ? { state: 'absent' } : known('named'),
    namingConvention: opts.nc ? known(CONVENTION) : { state: 'absent' },
  });
}

/** The output as the oracle wrote it: statements, then the error with its first line cut at 200 characters. */
function output({ statements, error }: RenderedFunction): string {
  const printed = statements.map((statement) => `${statement.text}\n\n`).join('');
  if (!error) return printed;
  return `${printed}!! ${error.type}: ${error.message.split('\n')[0]?.slice(0, 200) ?? ''}`;
}

/** Addresses of Python objects differ from run to run; a message cut behind one differs in length with it. */
function comparable(text: string): string {
  return text.replace(/0x[0-9a-f]+/g, '0x').replace(/(!! [^\n]{150})[^\n]*$/, '$1');
}

/** SQLAlchemy iterates sets in some places, so that the order of those statements varies between runs. */
const ORDER_VARIES = new Set([
  'no_convention_names',
  'add_column_two_constraints',
  'index_text_in_create_table',
  'add_column_full',
]);

function sorted(text: string): string {
  return text.split('\n\n').sort().join('\n\n');
}

function outcome(name: string, probe: Probe, dialect: Dialect): 'identical' | 'refused' | 'WRONG' {
  const rendered = renderCode(probe.src, optionsFor(dialect, probe));
  if (rendered.unresolved.length > 0) return 'refused';
  const ours = comparable(output(rendered));
  const theirs = comparable(probe[dialect]);
  if (ours === theirs) return 'identical';
  return ORDER_VARIES.has(name) && sorted(ours) === sorted(theirs) ? 'identical' : 'WRONG';
}

describe('probes', () => {
  for (const [name, probe] of Object.entries(PROBES)) {
    it.each(DIALECTS)(`${name} on %s is never wrong`, (dialect) => {
      const result = outcome(name, probe, dialect);
      if (result !== 'WRONG') return;
      expect(output(renderCode(probe.src, optionsFor(dialect, probe)))).toBe(probe[dialect]);
    });
  }

  it('refuses no more than it did, and the list of refusals is up to date', () => {
    const refused = Object.entries(PROBES).flatMap(([name, probe]) =>
      DIALECTS.filter((dialect) => outcome(name, probe, dialect) === 'refused').map(
        (dialect) => `${name} ${dialect}`,
      ),
    );
    expect(refused, 'a case got worse, or one can be taken off the list').toEqual(REFUSED);
  });
});
