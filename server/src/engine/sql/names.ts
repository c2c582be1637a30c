// Names of constraints and indexes as they are printed: cut to the dialect's limit or refused, and quoted.
import type { WrittenName } from '../operations/definition';
import { md5Hex } from '../schema/md5';
import { conventionName, NEEDS_NAME, type ConventionKey, type NamedObject } from '../schema/namingConvention';
import type { Compilation } from './compilation';
import { quote } from './identifiers';
import { RaisedError, UnknownText } from './signals';

/** A name to be printed; one that SQLAlchemy made (or op.f) is cut when too long, one that was written is an error. */
export interface FinalName {
  readonly text: string;
  readonly isCut: boolean;
}

/** The name an object ends up with, undefined when it has none. */
export function resolveName(
  compilation: Compilation,
  key: ConventionKey,
  name: WrittenName | undefined,
  object: NamedObject,
): FinalName | undefined {
  const result = conventionName(compilation.options.namingConvention, key, name, object);
  switch (result.kind) {
    case 'name':
      return result;
    case 'unnamed':
      return undefined;
    case 'needsName':
      throw new RaisedError('InvalidRequestError', NEEDS_NAME);
    case 'unknown':
      throw new UnknownText(result.reason);
  }
}

/** The name cut or refused by length, and quoted. Length is counted in characters, as Python does. */
export function quoteName(compilation: Compilation, name: FinalName): string {
  const limit = compilation.dialect.maxIdentifierLength;
  const characters = Array.from(name.text);
  if (characters.length <= limit) return quote(compilation, name.text);
  if (!name.isCut) {
    const message = `Identifier '${name.text}' exceeds maximum length of ${limit} characters`;
    throw new RaisedError('IdentifierError', message);
  }
  const cut = `${characters.slice(0, limit - 8).join('')}_${md5Hex(name.text).slice(-4)}`;
  return quote(compilation, cut);
}
