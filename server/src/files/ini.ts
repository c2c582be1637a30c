// alembic.ini read as Python's configparser reads it: sections, multi-line values, %(name)s, and its errors as values.
// What the keys mean is project.ts.

/** One option: the value before interpolation, and the line of its key, counted from 0. */
export interface IniOption {
  readonly raw: string;
  readonly line: number;
}

/** Why configparser refuses the file or a value. `message` holds its words, `line` counts from 0. */
export interface IniProblem {
  readonly kind: 'iniProblem';
  /** The Python exception, as its traceback names it. */
  readonly exception: string;
  readonly message: string;
  readonly line: number | undefined;
}

/** A file that parsed. Keys are in lower case; `defaults` are the [DEFAULT] section and what the program adds. */
export interface IniFile {
  readonly kind: 'ini';
  readonly sections: ReadonlyMap<string, ReadonlyMap<string, IniOption>>;
  readonly defaults: ReadonlyMap<string, IniOption>;
  /** Where each section begins, by name; lines count from 0. */
  readonly sectionLines: ReadonlyMap<string, number>;
}

const MAX_DEPTH = 10;
// str.strip() of Python; trim() differs in U+FEFF, U+0085 and U+001C to U+001F.
const SPACE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

/** Reads a file. `source` is its name as given on the command line; `defaults` are added under [DEFAULT]. */
export function parseIni(
  text: string,
  source: string,
  defaults: Readonly<Record<string, string>>,
): IniFile | IniProblem {
  const reader = new Reader(source);
  const lines = text.split(/\r\n|\r|\n/);
  if (lines.at(-1) === '') lines.pop();
  for (const [number, line] of lines.entries()) {
    const isLast = number === lines.length - 1 && !/[\r\n]$/.test(text);
    const problem = reader.read(number, isLast ? line : `${line}\n`);
    if (problem !== undefined) return problem;
  }
  return reader.finish(defaults);
}

type Draft = Map<string, { lines: string[]; line: number }>;

class Reader {
  readonly #source: string;
  readonly #sections = new Map<string, Draft>();
  readonly #sectionLines = new Map<string, number>();
  readonly #defaults: Draft = new Map();
  readonly #bogus: { readonly line: number; readonly text: string }[] = [];
  #section: Draft | undefined;
  #sectionName = '';
  #option: string | undefined;
  #indent = 0;

  constructor(source: string) {
    this.#source = source;
  }

  /** Takes one line, with its line end; answers with a problem that ends the reading at once. */
  read(number: number, line: string): IniProblem | undefined {
    const stripped = strip(line);
    const isComment = stripped.startsWith('#') || stripped.startsWith(';');
    const value = isComment ? '' : stripped;
    const open = this.#option === undefined ? undefined : this.#section?.get(this.#option);
    if (value === '') {
      // A blank line inside a value belongs to it, a comment does not.
      if (!isComment) open?.lines.push('');
      return undefined;
    }
    const indent = line.length - stripStart(line).length;
    if (open !== undefined && indent > this.#indent) {
      open.lines.push(value);
      return undefined;
    }
    this.#indent = indent;
    const header = /^\[(.+)\]/s.exec(value)?.[1];
    if (header !== undefined) return this.#enterSection(header, number);
    if (this.#section === undefined) {
      return this.#problem(
        'MissingSectionHeaderError',
        `File contains no section headers.\nfile: ${quote(this.#source)}, line: ${number + 1}\n${quote(line)}`,
        number,
      );
    }
    return this.#readOption(this.#section, value, line, number);
  }

  #enterSection(name: string, line: number): IniProblem | undefined {
    this.#option = undefined;
    this.#sectionName = name;
    if (name === 'DEFAULT') {
      this.#section = this.#defaults;
      return undefined;
    }
    if (this.#sections.has(name)) {
      return this.#problem(
        'DuplicateSectionError',
        `While reading from ${quote(this.#source)} [line ${lineNumber(line)}]: section ${quote(name)} already exists`,
        line,
      );
    }
    this.#section = new Map();
    this.#sections.set(name, this.#section);
    this.#sectionLines.set(name, line);
    return undefined;
  }

  #readOption(section: Draft, value: string, text: string, line: number): IniProblem | undefined {
    const delimiter = value.search(/[=:]/);
    if (delimiter < 0) {
      this.#bogus.push({ line, text });
      return undefined;
    }
    const name = strip(value.slice(0, delimiter)).toLowerCase();
    if (name === '') this.#bogus.push({ line, text });
    if (section.has(name)) {
      return this.#problem(
        'DuplicateOptionError',
        `While reading from ${quote(this.#source)} [line ${lineNumber(line)}]: option ${quote(name)} in section ` +
          `${quote(this.#sectionName)} already exists`,
        line,
      );
    }
    section.set(name, { lines: [strip(value.slice(delimiter + 1))], line });
    this.#option = name === '' ? undefined : name;
    return undefined;
  }

  finish(defaults: Readonly<Record<string, string>>): IniFile | IniProblem {
    const [first] = this.#bogus;
    if (first !== undefined) {
      const listed = this.#bogus.map((one) => `\n\t[line ${lineNumber(one.line)}]: ${quote(one.text)}`);
      return this.#problem(
        'ParsingError',
        `Source contains parsing errors: ${quote(this.#source)}${listed.join('')}`,
        first.line,
      );
    }
    const joined = (draft: Draft): Map<string, IniOption> =>
      new Map(
        Array.from(draft, ([name, { lines, line }]) => [name, { raw: stripEnd(lines.join('\n')), line }]),
      );
    const inherited = new Map<string, IniOption>();
    for (const [name, raw] of Object.entries(defaults)) inherited.set(name.toLowerCase(), { raw, line: -1 });
    for (const [name, option] of joined(this.#defaults)) inherited.set(name, option);
    return {
      kind: 'ini',
      sections: new Map(Array.from(this.#sections, ([name, draft]) => [name, joined(draft)])),
      sectionLines: this.#sectionLines,
      defaults: inherited,
    };
  }

  #problem(exception: string, message: string, line: number): IniProblem {
    return { kind: 'iniProblem', exception: `configparser.${exception}`, message, line };
  }
}

/** True when the section exists and it, or [DEFAULT], has the option. */
export function hasIniOption(file: IniFile, section: string, option: string): boolean {
  const own = file.sections.get(section);
  return own !== undefined && (own.has(option.toLowerCase()) || file.defaults.has(option.toLowerCase()));
}

/** The value of an option with %(name)s replaced; undefined when the section or the option is not there. */
export function iniValue(file: IniFile, section: string, option: string): string | undefined | IniProblem {
  if (!hasIniOption(file, section, option)) return undefined;
  const name = option.toLowerCase();
  const found = lookUp(file, section, name);
  return found === undefined ? undefined : interpolate(file, section, name, found, found, 1);
}

function lookUp(file: IniFile, section: string, name: string): IniOption | undefined {
  return file.sections.get(section)?.get(name) ?? file.defaults.get(name);
}

function interpolate(
  file: IniFile,
  section: string,
  name: string,
  outer: IniOption,
  option: IniOption,
  depth: number,
): string | IniProblem {
  const problem = (exception: string, message: string): IniProblem => ({
    kind: 'iniProblem',
    exception: `configparser.${exception}`,
    message,
    line: outer.line < 0 ? undefined : outer.line,
  });
  const where = `option ${quote(name)} in section ${quote(section)} contains an interpolation key`;
  if (depth > MAX_DEPTH) {
    return problem(
      'InterpolationDepthError',
      `Recursion limit exceeded in value substitution: ${where} which cannot be substituted in ${MAX_DEPTH} steps. ` +
        `Raw value: ${quote(outer.raw)}`,
    );
  }
  let result = '';
  let rest = option.raw;
  for (;;) {
    const percent = rest.indexOf('%');
    if (percent < 0) return result + rest;
    result += rest.slice(0, percent);
    rest = rest.slice(percent);
    const next = rest.charAt(1);
    if (next === '%') {
      result += '%';
      rest = rest.slice(2);
      continue;
    }
    if (next !== '(') {
      return problem('InterpolationSyntaxError', `'%' must be followed by '%' or '(', found: ${quote(rest)}`);
    }
    const reference = /^%\(([^)]+)\)s/.exec(rest);
    if (reference?.[1] === undefined) {
      return problem('InterpolationSyntaxError', `bad interpolation variable reference ${quote(rest)}`);
    }
    const key = reference[1].toLowerCase();
    const target = lookUp(file, section, key);
    if (target === undefined) {
      return problem(
        'InterpolationMissingOptionError',
        `Bad value substitution: ${where} ${quote(key)} which is not a valid option name. Raw value: ${quote(outer.raw)}`,
      );
    }
    const value = interpolate(file, section, name, outer, target, depth + 1);
    if (typeof value !== 'string') return value;
    result += value;
    rest = rest.slice(reference[0].length);
  }
}

function strip(text: string): string {
  return stripEnd(stripStart(text));
}

function stripStart(text: string): string {
  let start = 0;
  while (start < text.length && SPACE.test(text.charAt(start))) start++;
  return text.slice(start);
}

function stripEnd(text: string): string {
  let end = text.length;
  while (end > 0 && SPACE.test(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

/** Python pads the number to two places. */
function lineNumber(line: number): string {
  return String(line + 1).padStart(2);
}

// What repr() escapes: control characters and blanks other than the space.
const UNPRINTABLE = /[\x00-\x1f\x7f-\xa0\xad\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]/g;

/** `repr()` of a string. */
export function quote(text: string): string {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll(mark, `\\${mark}`)
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    .replace(UNPRINTABLE, (character) => {
      const code = character.charCodeAt(0).toString(16);
      return code.length > 2 ? `\\u${code.padStart(4, '0')}` : `\\x${code.padStart(2, '0')}`;
    });
  return mark + escaped + mark;
}
