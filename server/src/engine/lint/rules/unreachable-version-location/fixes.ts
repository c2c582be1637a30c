// The changes of alembic.ini or pyproject.toml with which Alembic finds a file. None where the list cannot be written safely.
import { entriesOf, entryOf, type ConfigEntry } from '../../configuration/iniText';
import { stringValue } from '../../configuration/tomlText';
import type { ConfigContext } from '../../configuration/files';
import type { Fix } from '../../finding';
import type { TextEdit } from '../../../text/edit';

const SEPARATORS: ReadonlyMap<string, string> = new Map([
  ['space', ' '],
  ['newline', '\n    '],
  [':', ':'],
  [';', ';'],
]);

/** The file that configures the script folder, which is where the keys beside it belong. */
interface Home {
  readonly kind: 'ini' | 'toml';
  readonly path: string;
  readonly entries: readonly ConfigEntry[];
  readonly location: ConfigEntry;
}

/** Switches sub-folders on. */
export function makeRecursive(context: ConfigContext): Fix | undefined {
  const home = homeOf(context);
  if (home === undefined) return undefined;
  const written = entryOf(home.entries, 'recursive_version_locations');
  const edit =
    written === undefined
      ? lineAfter(home.location, 'recursive_version_locations = true')
      : { span: written.valueSpan, text: 'true' };
  return fixOf('Set recursive_version_locations = true', home, edit);
}

/** Adds the folder of a file to version_locations. */
export function addLocation(context: ConfigContext, path: string): Fix | undefined {
  const home = homeOf(context);
  if (home === undefined) return undefined;
  const folder = writtenFolder(home.path, path);
  const script = home.kind === 'ini' ? home.location.value : stringValue(home.location);
  if (folder === undefined || script === undefined) return undefined;
  const edit =
    home.kind === 'ini' ? iniEdit(home, folder, `${script}/versions`) : tomlEdit(home, folder, script);
  return edit === undefined ? undefined : fixOf(`Add ${folder} to version_locations`, home, edit);
}

function homeOf({ ini, toml, section }: ConfigContext): Home | undefined {
  const inIni = entriesOf(ini?.content, section);
  const iniLocation = entryOf(inIni, 'script_location');
  if (ini !== undefined && iniLocation !== undefined) {
    return { kind: 'ini', path: ini.path, entries: inIni, location: iniLocation };
  }
  const location = entryOf(toml?.content.entries ?? [], 'script_location');
  if (toml === undefined || location === undefined) return undefined;
  return { kind: 'toml', path: toml.path, entries: toml.content.entries, location };
}

/** The folder of the file, from the folder of the configuration; undefined when it is not below that. */
function writtenFolder(configuration: string, path: string): string | undefined {
  const folderOf = (file: string): string => file.replaceAll('\\', '/').replace(/\/[^/]*$/, '');
  const here = folderOf(configuration);
  const folder = folderOf(path);
  if (!folder.startsWith(`${here}/`)) return undefined;
  const way = folder.slice(here.length + 1);
  // What separates the folders of a list, or has a meaning of its own, cannot be part of a name there.
  return /[\s,:;%"'\\]/.test(way) ? undefined : `%(here)s/${way}`;
}

function iniEdit({ entries, location, path }: Home, folder: string, versions: string): TextEdit | undefined {
  const name = entryOf(entries, 'path_separator')?.value ?? entryOf(entries, 'version_path_separator')?.value;
  const separator = separatorOf(name, path);
  if (separator === undefined) return undefined;
  const written = entryOf(entries, 'version_locations');
  if (written !== undefined && written.value !== '') {
    return {
      span: { start: written.valueSpan.end, end: written.valueSpan.end },
      text: `${separator}${folder}`,
    };
  }
  if (/[\s,:;]/.test(versions)) return undefined;
  const text = `${versions}${separator}${folder}`;
  return written === undefined
    ? lineAfter(location, `version_locations = ${text}`)
    : { span: written.span, text: `version_locations = ${text}` };
}

/** Without a separator Alembic splits at blanks. */
function separatorOf(name: string | undefined, path: string): string | undefined {
  if (name === undefined) return ' ';
  // `os` stands for the system's own, and that shows in the path.
  return name === 'os' ? (/^[A-Za-z]:|\\/.test(path) ? ';' : ':') : SEPARATORS.get(name);
}

function tomlEdit({ entries, location }: Home, folder: string, script: string): TextEdit | undefined {
  const written = entryOf(entries, 'version_locations');
  if (written === undefined) {
    return lineAfter(location, `version_locations = ["${script}/versions", "${folder}"]`);
  }
  const { value } = written;
  // A hash may be a comment, and a comma behind the last item be part of it.
  if (!value.startsWith('[') || !value.endsWith(']') || value.includes('#')) return undefined;
  const list = value.slice(1, -1).trimEnd().replace(/,$/, '').trimEnd();
  const indent = /\r?\n[ \t]*/.exec(list)?.[0];
  if (indent !== undefined) {
    const newLine = indent.startsWith('\r') ? '\r\n' : '\n';
    return { span: written.valueSpan, text: `[${list},${indent}"${folder}",${newLine}]` };
  }
  return { span: written.valueSpan, text: `[${list.trim() === '' ? '' : `${list.trim()}, `}"${folder}"]` };
}

function lineAfter({ span }: ConfigEntry, line: string): TextEdit {
  return { span: { start: span.end, end: span.end }, text: `\n${line}` };
}

function fixOf(title: string, { path }: Home, edit: TextEdit): Fix {
  return { title, isPreferred: true, isSafe: false, files: [{ path, edits: [edit] }] };
}
