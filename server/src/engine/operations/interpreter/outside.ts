// Calls that act on something beyond the database: files, processes, the network, a person. Python does them when it runs
// the revision; nothing stands for them in SQL, so a run that leaves them out would be another run.
import { textOf, type CallArguments } from '../values';
import type { Machine } from './machine';

/** Of a module of the standard library that can act outside: what only looks, or only computes. */
const LOOKING: Readonly<Record<string, RegExp>> = {
  os: /^(?:path\.|environ\b|(?:getenv\w*|getcwdb?|listdir|scandir|walk|fwalk|l?stat|access|getp?pid|get(?:ppid|[eg]?uid|e?gid|login|pgid|sid)|uname|cpu_count|urandom|fspath|fsencode|fsdecode|readlink|get_terminal_size|strerror|times|sched_getaffinity)$)/,
  shutil: /^(?:which|get_terminal_size|disk_usage)$/,
  socket: /^(?:gethostname|getfqdn|gethostby\w+|getaddrinfo|inet_\w+|[hn]to[hn][sl])$/,
  tempfile: /^(?:gettempdirb?|gettempprefixb?)$/,
};

/** Of the other modules that are known: what acts. */
const ACTING =
  /^(?:urllib\.request\.(?!Request$|quote|unquote|pathname2url|url2pathname)\w+|importlib\.(?:import_module|reload)|asyncio\.(?:create_subprocess_\w+|open_connection|start_server)|getpass\.getpass|click\.(?:prompt|confirm|pause|launch|edit|getchar)|rich\.prompt\..*|input)$/;

/** Methods of paths and loaders, whatever value they are called on; their names say what they do. */
const ACTING_METHODS = new Set(
  'write_text write_bytes unlink mkdir rmdir touch symlink_to hardlink_to chmod lchmod exec_module'.split(
    ' ',
  ),
);
/** Methods that only a path that is known as one has to itself. */
const PATH_METHOD =
  /Path\(\)(?:\.(?:parent|(?:absolute|resolve|joinpath|with_\w+|expanduser)\(\)))*\.(?:rename|replace)$/;
const ENDING = /^(?:sys\.exit|os\._exit|os\.abort|os\.exec\w+|exit|quit)$/;
const OPENING = /^(?:open|io\.open|codecs\.open|gzip\.open)$|Path\(\).*\.open$/;

/** What a call does outside: `ends` leaves Python, so that nothing of the function follows. */
export type Outside = 'nothing' | 'acts' | 'opens' | 'ends';

/** Judged by the dotted name where the callee comes from; `opens` depends on the mode that is asked for. */
export function outsideOf(path: string): Outside {
  if (ENDING.test(path)) return 'ends';
  if (OPENING.test(path)) return 'opens';
  if (isActingMethod(path.split('.').at(-1) ?? '') || PATH_METHOD.test(path) || ACTING.test(path))
    return 'acts';
  const dot = path.indexOf('.');
  const looking = LOOKING[path.slice(0, dot)];
  // What was called is in the path with brackets: a method of its result, not a function of the module.
  if (dot < 0 || looking === undefined || path.includes('(')) return 'nothing';
  return looking.test(path.slice(dot + 1)) ? 'nothing' : 'acts';
}

/** True for the name of a method that writes files or runs code, on whatever value. */
export function isActingMethod(name: string): boolean {
  return ACTING_METHODS.has(name);
}

/** True for a mode of open() that may write; undefined is a mode that is not known. */
export function isWritingMode(mode: string | undefined): boolean {
  return mode === undefined || /[wax+]/.test(mode);
}

/**
 * An opaque step for a call that acts outside the database, and true, where a run would miss it. Text is what Alembic
 * prints either way, unless the call ends Python.
 */
export function actOutside(
  run: Pick<Machine, 'mode' | 'emitOpaque'>,
  path: string,
  call: CallArguments,
): boolean {
  const outside = outsideOf(path);
  const acts =
    outside === 'ends' ||
    (run.mode === 'online' && (outside === 'acts' || (outside === 'opens' && opensForWriting(path, call))));
  if (acts) run.emitOpaque(`calls ${path}, which only Python can do`, call.span);
  return acts;
}

/** The mode is the second argument of a function, and the first of a path's method. */
function opensForWriting(path: string, { positional, keywords }: CallArguments): boolean {
  const mode = keywords.get('mode') ?? positional[path.includes('Path()') ? 0 : 1];
  return mode !== undefined && isWritingMode(textOf(mode));
}
