// Judges what we render against what real Alembic printed for the same code: identical, refused or WRONG.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Dialect } from '../../server/src/engine/operations/evaluation';
import type { RenderedFunction, RenderOptions } from '../../server/src/engine/sql/rendering';
import { CONVENTION, known, renderCode, templateOptions } from './steps';

interface GoldenCase {
  readonly src: string;
  readonly opts: {
    readonly nc?: boolean;
    readonly literal_binds?: boolean;
    readonly version_table?: string;
    readonly version_table_schema?: string;
    readonly dialect_opts?: { readonly paramstyle?: string };
  };
  readonly postgresql: string;
  readonly sqlite: string;
}

const DIALECTS: readonly Dialect[] = ['postgresql', 'sqlite'];

function optionsFor(dialect: Dialect, { opts }: GoldenCase): RenderOptions {
  return templateOptions(dialect, {
    literalBinds: known(opts.literal_binds ?? true),
    paramstyle: opts.dialect_opts ? { state: 'absent' } : known('named'),
    versionTable: opts.version_table === undefined ? { state: 'absent' } : known(opts.version_table),
    versionTableSchema:
      opts.version_table_schema === undefined ? { state: 'absent' } : known(opts.version_table_schema),
    namingConvention: opts.nc ? known(CONVENTION) : { state: 'absent' },
  });
}

/** The output as the golden files have it: statements, then the first line of the error. */
function output({ statements, error }: RenderedFunction): string {
  const printed = statements.map((statement) => `${statement.text}\n\n`).join('');
  return error ? `${printed}!! ${error.type}: ${error.message.split('\n')[0] ?? ''}` : printed;
}

/** Addresses of Python objects differ from run to run, and the oracle's messages are cut at 200 characters. */
function comparable(text: string): string {
  return text.replace(/0x[0-9a-f]+/g, '0x').replace(/(!! [^\n]{150})[^\n]*$/, '$1');
}

function outcome(golden: GoldenCase, dialect: Dialect): 'identical' | 'refused' | 'WRONG' {
  const rendered = renderCode(golden.src, optionsFor(dialect, golden));
  if (rendered.unresolved.length > 0) return 'refused';
  const varies = rendered.statements.some(({ hasVaryingOrder }) => hasVaryingOrder);
  const arranged = (text: string): string =>
    varies ? comparable(text).split(';\n\n').sort().join(';\n\n') : comparable(text);
  return arranged(output(rendered)) === arranged(golden[dialect]) ? 'identical' : 'WRONG';
}

/**
 * One test for each case and dialect: never WRONG. One more pins the refusals ("case dialect"): it fails when a case gets
 * worse, and when a line of the list is no longer needed.
 */
export function checkGoldenFile(title: string, file: URL, refused: readonly string[]): void {
  const cases = Object.entries(
    JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, GoldenCase>>,
  );
  describe(title, () => {
    for (const [name, golden] of cases) {
      it.each(DIALECTS)(`${name} on %s is identical or refused`, (dialect) => {
        if (outcome(golden, dialect) !== 'WRONG') return;
        expect(output(renderCode(golden.src, optionsFor(dialect, golden)))).toBe(golden[dialect]);
      });
    }

    it('refuses exactly what the list says', () => {
      const found = cases.flatMap(([name, golden]) =>
        DIALECTS.filter((dialect) => outcome(golden, dialect) === 'refused').map(
          (dialect) => `${name} ${dialect}`,
        ),
      );
      const worse = found.filter((entry) => !refused.includes(entry));
      const better = refused.filter((entry) => !found.includes(entry));
      expect({ worse, canBeTakenOffTheList: better }).toEqual({ worse: [], canBeTakenOffTheList: [] });
    });
  });
}
