// Scopes of our grammars. A line of a case that begins with `#` and holds `^^^ scope` is about the line above it: every
// character over a caret has the scope, or with `- scope` does not have it; `<-` is about the first column. Marker lines are
// taken out before the text is read, so that they may stand inside of strings.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { grammarOf, tokenize, type Token } from './tokenize';

const CASES = join(import.meta.dirname, 'cases');
const GRAMMARS: Readonly<Record<string, string>> = { py: 'source.python', ini: 'source.alembic-ini' };

interface Marker {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly isAbsent: boolean;
  readonly scope: string;
}

function readCase(text: string): { readonly lines: readonly string[]; readonly markers: readonly Marker[] } {
  const lines: string[] = [];
  const markers: Marker[] = [];
  for (const line of text.split('\n')) {
    const found = /^#\s*(?:(?<carets>\^+)|(?<first><-))\s+(?<absent>- )?(?<scope>[\w.-]+)\s*$/.exec(line);
    if (found?.groups === undefined) {
      lines.push(line);
      continue;
    }
    const { carets, absent, scope = '' } = found.groups;
    const start = carets === undefined ? 0 : line.indexOf('^');
    const end = start + (carets?.length ?? 1);
    markers.push({ line: lines.length - 1, start, end, isAbsent: absent !== undefined, scope });
  }
  return { lines, markers };
}

function hasScope({ scopes }: Token, wanted: string): boolean {
  return scopes.some((scope) =>
    scope.split(' ').some((part) => part === wanted || part.startsWith(`${wanted}.`)),
  );
}

describe.each(readdirSync(CASES))('%s', (file) => {
  const { lines, markers } = readCase(readFileSync(join(CASES, file), 'utf8'));

  it('has markers', () => {
    expect(markers.length).toBeGreaterThan(3);
  });

  it('has the scopes that its markers say', async () => {
    const tokens = tokenize(await grammarOf(GRAMMARS[file.split('.').at(-1) ?? ''] ?? ''), lines);
    const wrong = markers.flatMap(({ line, start, end, isAbsent, scope }) => {
      const over = (tokens[line] ?? []).filter((token) => token.start < end && token.end > start);
      const isRight =
        over.length > 0 &&
        over.every((token) => hasScope(token, scope) !== isAbsent) &&
        (lines[line] ?? '').length >= end;
      const said = over.map(({ scopes }) => scopes.join(' '));
      return isRight
        ? []
        : [
            `${line + 1}: ${(lines[line] ?? '').slice(start, end)} ${isAbsent ? 'has' : 'lacks'} ${scope}: ${said.join(' | ')}`,
          ];
    });
    expect(wrong).toEqual([]);
  });
});
