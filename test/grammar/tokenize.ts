// Tokenises text as VS Code does, with its own TextMate engine, our grammars, and the grammar of Python they are injected into.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import oniguruma from 'vscode-oniguruma';
import textmate, { type IGrammar, type IOnigLib } from 'vscode-textmate';
import { ROOT } from '../support/build';

const require = createRequire(import.meta.url);

/** What our manifest contributes. */
interface Contribution {
  readonly scopeName: string;
  readonly path: string;
  readonly injectTo?: readonly string[];
}

export const CONTRIBUTED = (
  JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    readonly contributes: { readonly grammars: readonly Contribution[] };
  }
).contributes.grammars;

/** A piece of a line and its scopes, the outermost first. */
export interface Token {
  readonly start: number;
  readonly end: number;
  readonly scopes: readonly string[];
}

async function loadOniguruma(): Promise<IOnigLib> {
  const { buffer } = readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm'));
  await oniguruma.loadWASM(buffer);
  return {
    createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
    createOnigString: (text) => new oniguruma.OnigString(text),
  };
}

const registry = new textmate.Registry({
  onigLib: loadOniguruma(),
  loadGrammar: (scopeName) => {
    const own = CONTRIBUTED.find((each) => each.scopeName === scopeName);
    const path =
      own === undefined
        ? scopeName === 'source.python'
          ? require.resolve('tm-grammars/grammars/python.json')
          : undefined
        : join(ROOT, own.path);
    return Promise.resolve(
      path === undefined ? null : textmate.parseRawGrammar(readFileSync(path, 'utf8'), `${scopeName}.json`),
    );
  },
  getInjections: (scopeName) =>
    CONTRIBUTED.filter(({ injectTo }) => injectTo?.includes(scopeName)).map(
      ({ scopeName: injected }) => injected,
    ),
});

/** The grammar of a language, with whatever is injected into it. */
export async function grammarOf(scopeName: string): Promise<IGrammar> {
  const grammar = await registry.loadGrammar(scopeName);
  if (grammar === null) throw new Error(`there is no grammar ${scopeName}`);
  return grammar;
}

/** The tokens of every line. */
export function tokenize(grammar: IGrammar, lines: readonly string[]): readonly (readonly Token[])[] {
  let state = textmate.INITIAL;
  return lines.map((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    return tokens.map(({ startIndex, endIndex, scopes }) => ({ start: startIndex, end: endIndex, scopes }));
  });
}
