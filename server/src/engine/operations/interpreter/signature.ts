// Binding of arguments to parameters as Python does it, with Python's words when it fails.
import type { CallArguments, Value } from '../values';
import { PythonError } from './signals';

/** A parameter list. Names of `positional` come in order; `star` and `doubleStar` collect what is left. */
export interface Signature {
  readonly name: string;
  readonly positional: readonly string[];
  readonly keywordOnly: readonly string[];
  readonly star: string | undefined;
  readonly doubleStar: string | undefined;
  /** Parameters that may be left out. */
  readonly optional: ReadonlySet<string>;
}

/** What was passed for which parameter; a parameter that was not passed is absent from `named`. */
export class BoundArguments {
  readonly named: ReadonlyMap<string, Value>;
  readonly rest: readonly Value[];
  readonly extra: ReadonlyMap<string, Value>;

  constructor(named: ReadonlyMap<string, Value>, rest: readonly Value[], extra: ReadonlyMap<string, Value>) {
    this.named = named;
    this.rest = rest;
    this.extra = extra;
  }

  /** The value passed, or None when none was. */
  get(name: string): Value {
    return this.named.get(name) ?? null;
  }

  has(name: string): boolean {
    return this.named.has(name);
  }
}

/** Reads `name(a, b=?, *, c=?, **kw)`; what stands after `=` is not read, only that a default exists. */
export function parseSignature(text: string): Signature {
  const open = text.indexOf('(');
  const positional: string[] = [];
  const keywordOnly: string[] = [];
  const optional = new Set<string>();
  let star: string | undefined;
  let doubleStar: string | undefined;
  let isKeywordOnly = false;
  for (const raw of text.slice(open + 1, text.lastIndexOf(')')).split(',')) {
    const part = raw.trim();
    if (part === '') continue;
    if (part.startsWith('**')) doubleStar = part.slice(2);
    else if (part.startsWith('*')) {
      isKeywordOnly = true;
      if (part.length > 1) star = part.slice(1);
    } else {
      const name = part.split('=')[0] ?? part;
      (isKeywordOnly ? keywordOnly : positional).push(name);
      if (part.includes('=')) optional.add(name);
    }
  }
  return { name: text.slice(0, open), positional, keywordOnly, star, doubleStar, optional };
}

/** Binds a call; throws the TypeError that Python raises when the arguments do not fit. */
export function bindArguments(signature: Signature, call: CallArguments): BoundArguments {
  const { name, positional, keywordOnly, star, doubleStar, optional } = signature;
  const named = new Map<string, Value>();
  const extra = new Map<string, Value>();
  call.positional.slice(0, positional.length).forEach((value, index) => {
    named.set(positional[index] ?? '', value);
  });
  for (const [key, value] of call.keywords) {
    if (positional.includes(key) || keywordOnly.includes(key)) {
      if (named.has(key))
        throw new PythonError('TypeError', `${name}() got multiple values for argument '${key}'`);
      named.set(key, value);
    } else if (doubleStar === undefined) {
      throw new PythonError('TypeError', `${name}() got an unexpected keyword argument '${key}'`);
    } else extra.set(key, value);
  }
  const rest = call.positional.slice(positional.length);
  if (rest.length > 0 && star === undefined) throw tooMany(signature, call, named);
  const missing = positional.filter((parameter) => !named.has(parameter) && !optional.has(parameter));
  if (missing.length > 0) throw missingArguments(name, missing, 'positional');
  const missingKeywords = keywordOnly.filter(
    (parameter) => !named.has(parameter) && !optional.has(parameter),
  );
  if (missingKeywords.length > 0) throw missingArguments(name, missingKeywords, 'keyword-only');
  return new BoundArguments(named, rest, extra);
}

function missingArguments(name: string, missing: readonly string[], kind: string): PythonError {
  const quoted = missing.map((parameter) => `'${parameter}'`);
  const last = quoted.pop() ?? '';
  const words =
    quoted.length === 0
      ? last
      : quoted.length === 1
        ? `${quoted[0] ?? ''} and ${last}`
        : `${quoted.join(', ')}, and ${last}`;
  const plural = missing.length === 1 ? '' : 's';
  return new PythonError(
    'TypeError',
    `${name}() missing ${missing.length} required ${kind} argument${plural}: ${words}`,
  );
}

function tooMany(signature: Signature, call: CallArguments, named: ReadonlyMap<string, Value>): PythonError {
  const most = signature.positional.length;
  const least = signature.positional.filter((parameter) => !signature.optional.has(parameter)).length;
  const takes = least === most ? `${most}` : `from ${least} to ${most}`;
  const given = call.positional.length;
  const keywordGiven = signature.keywordOnly.filter((parameter) => named.has(parameter)).length;
  const plural = most === 1 ? '' : 's';
  const were =
    keywordGiven === 0
      ? `${given} ${given === 1 ? 'was' : 'were'} given`
      : `${given} positional argument${given === 1 ? '' : 's'} (and ${keywordGiven} keyword-only argument${
          keywordGiven === 1 ? '' : 's'
        }) were given`;
  return new PythonError(
    'TypeError',
    `${signature.name}() takes ${takes} positional argument${plural} but ${were}`,
  );
}
