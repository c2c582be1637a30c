// Writes into env.py that autogenerate leaves a table alone, which is what ends a line that it writes again and again.
import { parseModule } from '../../python/parse';
import type { Call } from '../../python/syntax';
import { calls } from '../../python/find';
import { isContextCall, keyword } from '../../revisions/pythonValue';
import type { TextEdit } from '../../text/edit';

const SET = /^IGNORED_TABLES = \{([^{}]*)\}$/mu;

/** The edits; undefined where env.py chooses tables by a function of its own, or calls configure() in a way not known. */
export function ignoreTable(source: string, table: string): readonly TextEdit[] | undefined {
  const module = parseModule(source);
  if (module.broken || /["\\\n]/u.test(table)) return undefined;
  const known = SET.exec(source);
  if (known !== null) {
    if (known[1]?.includes(`"${table}"`) === true) return undefined;
    const at = known.index + known[0].length - 1;
    return [{ span: { start: at, end: at }, text: `, "${table}"` }];
  }
  if (/\binclude_(?:object|name)\b/u.test(source)) return undefined;
  const edits = [...calls(module)]
    .filter((call) => isContextCall(call, 'configure'))
    .map((call) => argumentEdit(source, call));
  const first = module.body.find(({ kind }) => kind === 'function');
  if (edits.length === 0 || first === undefined) return undefined;
  const found = edits.filter((edit) => edit !== undefined);
  if (found.length < edits.length) return undefined;
  return [{ span: { start: first.span.start, end: first.span.start }, text: functionText(table) }, ...found];
}

function functionText(table: string): string {
  return `# Tables that others make: autogenerate leaves them alone.
IGNORED_TABLES = {"${table}"}


def include_object(object_, name, type_, reflected, compare_to):
    return not (type_ == "table" and name in IGNORED_TABLES)


`;
}

/** Behind `target_metadata=...`, on a line of its own where that stands on one. */
function argumentEdit(source: string, call: Call): TextEdit | undefined {
  const metadata = keyword(call, 'target_metadata');
  if (metadata === undefined) return undefined;
  const line = source.lastIndexOf('\n', metadata.span.start - 1) + 1;
  const indentation = source.slice(line, metadata.span.start);
  const isAlone = indentation.trim() === '' && line > call.span.start;
  const at = metadata.span.end;
  return {
    span: { start: at, end: at },
    text: isAlone ? `,\n${indentation}include_object=include_object` : ', include_object=include_object',
  };
}
