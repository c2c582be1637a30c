// The logging sections of an ini file, as far as Python's logging.config.fileConfig() fails without them.
import { hasIniOption, iniValue, parseIni, type IniFile } from './ini';

/** What fails, in Python's words, and the line it is due to, counted from 0. */
export interface LoggingProblem {
  readonly message: string;
  readonly line: number;
}

const LEVELS = /^(?:CRITICAL|FATAL|ERROR|WARN|WARNING|INFO|DEBUG|NOTSET)$/;

/** The first problem that fileConfig() meets; undefined where it goes through. */
export function loggingProblem(text: string): LoggingProblem | undefined {
  if (text === '') return { message: 'RuntimeError: the file is empty', line: 0 };
  const file = parseIni(text, '', {});
  if (file.kind !== 'ini') return { message: file.message, line: file.line ?? 0 };
  return new SectionCheck(file).run();
}

class SectionCheck {
  readonly #file: IniFile;

  constructor(file: IniFile) {
    this.#file = file;
  }

  run(): LoggingProblem | undefined {
    const formatters = this.#names('formatters');
    if (!Array.isArray(formatters)) return formatters;
    const handlers = this.#names('handlers');
    const loggers = this.#names('loggers');
    const withoutFormatter = formatters.find((name) => !this.#file.sections.has(`formatter_${name}`));
    if (withoutFormatter !== undefined) return this.#key(`formatter_${withoutFormatter}`, 'formatters');
    if (!Array.isArray(handlers)) return handlers;
    for (const name of handlers) {
      const section = `handler_${name}`;
      if (!this.#file.sections.has(section)) return this.#key(section, 'handlers');
      if (!hasIniOption(this.#file, section, 'class')) return this.#key('class', section);
      const formatter = this.#value(section, 'formatter') ?? '';
      if (formatter !== '' && !formatters.includes(formatter)) return this.#key(formatter, section);
    }
    if (!Array.isArray(loggers)) return loggers;
    if (!loggers.includes('root'))
      return { message: 'ValueError: list.remove(x): x not in list', line: this.#lineOf('loggers') };
    for (const name of ['root', ...loggers.filter((one) => one !== 'root')]) {
      const section = `logger_${name}`;
      if (!this.#file.sections.has(section)) return this.#key(section, 'loggers');
      const needed = name === 'root' ? ['handlers'] : ['qualname', 'handlers'];
      const missing = needed.find((option) => !hasIniOption(this.#file, section, option));
      if (missing !== undefined) return this.#key(missing, section);
      const level = this.#value(section, 'level');
      if (level !== undefined && !LEVELS.test(level))
        return { message: `ValueError: Unknown level: '${level}'`, line: this.#lineOf(section) };
      const used = listed(this.#value(section, 'handlers') ?? '');
      const unknown = used.find((one) => !handlers.includes(one));
      if (unknown !== undefined) return this.#key(unknown, section);
    }
    return undefined;
  }

  #names(section: string): string[] | LoggingProblem {
    if (!this.#file.sections.has(section)) return this.#key(section, section);
    const value = this.#value(section, 'keys');
    return value === undefined ? this.#key('keys', section) : listed(value);
  }

  #value(section: string, option: string): string | undefined {
    const value = iniValue(this.#file, section, option);
    return typeof value === 'string' ? value.trim() : undefined;
  }

  #key(name: string, section: string): LoggingProblem {
    return { message: `KeyError: '${name}'`, line: this.#lineOf(section) };
  }

  #lineOf(section: string): number {
    return this.#file.sectionLines.get(section) ?? 0;
  }
}

function listed(value: string): string[] {
  return value === '' ? [] : value.split(',').map((name) => name.trim());
}
