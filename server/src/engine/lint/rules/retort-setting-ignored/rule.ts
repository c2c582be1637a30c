// retort-setting-ignored: keys and values of [tool.retort] that nothing reads, where the author thinks they are set.
import { CONNECTION_KEYS, RETORT_KEYS, SEVERITIES } from '../../configuration/retortKeys';
import { asTable, readRetortTable, type KeyPlace, type RetortTable } from '../../configuration/retortTable';
import { nearestName } from '../../editDistance';
import type { Fix } from '../../finding';
import { defineConfigRule, type ConfigRule } from '../../rule';
import type { Span } from '../../../text/span';

/** A key or value without effect. `meant` is the one it is taken for; `isValue` when that is what is wrong. */
interface Ignored {
  readonly path: readonly string[];
  readonly message: string;
  readonly meant: string | undefined;
  readonly isValue: boolean;
}

export const retortSettingIgnored = defineConfigRule({
  id: 'retort-setting-ignored',
  summary: 'A setting of [tool.retort] is not known or has a value that cannot be used, so it has no effect.',
  severity: 'warning',
  check({ toml, ruleIds }, report) {
    const table = toml === undefined ? undefined : readRetortTable(toml.text);
    if (toml === undefined || table === undefined) return;
    for (const one of ignoredIn(table.content, ruleIds)) {
      const place = table.placeOf(one.path);
      const span = place === undefined ? parentOf(table, one.path) : spanOf(place, one.isValue, toml.text);
      const hint = one.meant === undefined ? '' : ` Is "${one.meant}" meant?`;
      report({
        path: toml.path,
        span,
        message: `${one.message}${hint}`,
        fixes: fixesFor(one, table, toml),
      });
    }
  },
});

function* ignoredIn(
  content: Readonly<Record<string, unknown>>,
  ruleIds: readonly string[],
): Generator<Ignored> {
  for (const [key, value] of Object.entries(content)) {
    if (!RETORT_KEYS.includes(key)) yield unknownKey([key], '[tool.retort]', RETORT_KEYS);
    else if (key === 'rules') yield* ignoredRules(value, ruleIds);
    else if (key === 'connections') yield* ignoredConnections(value);
    else {
      const wanted = wantedFor(key, value);
      if (wanted !== undefined) yield unusable([key], value, wanted);
    }
  }
}

/** What the setting takes, where the value is nothing of the kind. */
function wantedFor(key: string, value: unknown): string | undefined {
  switch (key) {
    case 'database':
    case 'scratch':
      return typeof value === 'string' && value !== ''
        ? undefined
        : 'a text such as "embedded" or "env:NAME"';
    case 'dialect':
      return typeof value === 'string' ? undefined : '"postgresql" or "sqlite"';
    case 'server_version':
      return /^\d{1,3}(?:\.|$)/.test(String(value)) ? undefined : 'a version such as 15 or "15.4"';
    default:
      return undefined;
  }
}

function* ignoredRules(rules: unknown, ruleIds: readonly string[]): Generator<Ignored> {
  const table = asTable(rules);
  if (table === undefined) yield unusable(['rules'], rules, 'a table: "rule-id" = "severity"');
  for (const [id, severity] of Object.entries(table ?? {})) {
    const path = ['rules', id];
    if (!ruleIds.includes(id)) {
      yield {
        path,
        message: `There is no rule "${id}", so this changes nothing.`,
        meant: nearestName(id, ruleIds),
        isValue: false,
      };
    } else if (!SEVERITIES.includes(String(severity))) {
      const meant = typeof severity === 'string' ? nearestName(severity, SEVERITIES) : undefined;
      yield { ...unusable(path, severity, 'error, warning, info, hint or off'), meant };
    }
  }
}

function* ignoredConnections(connections: unknown): Generator<Ignored> {
  const table = asTable(connections);
  if (table === undefined)
    yield unusable(['connections'], connections, 'a table: [tool.retort.connections.NAME]');
  for (const [name, value] of Object.entries(table ?? {})) {
    const path = ['connections', name];
    const connection = asTable(value);
    if (connection === undefined || typeof connection['url'] !== 'string') {
      yield {
        path,
        message: `The connection "${name}" has no url, so there is none of that name.`,
        meant: undefined,
        isValue: false,
      };
    }
    for (const [key, setting] of Object.entries(connection ?? {})) {
      if (!CONNECTION_KEYS.includes(key)) yield unknownKey([...path, key], 'a connection', CONNECTION_KEYS);
      else if (key !== 'url' && typeof setting !== 'boolean')
        yield unusable([...path, key], setting, 'true or false, without quotes');
    }
  }
}

function unknownKey(path: readonly string[], where: string, keys: readonly string[]): Ignored {
  const key = path.at(-1) ?? '';
  return {
    path,
    message: `Retort does not know "${key}" in ${where} and takes no notice of it.`,
    meant: nearestName(key, keys),
    isValue: false,
  };
}

function unusable(path: readonly string[], value: unknown, wanted: string): Ignored {
  const shown = typeof value === 'string' ? `"${value}"` : 'This value';
  const message = `${shown} is nothing that "${path.at(-1) ?? ''}" takes, so it has no effect. Write ${wanted}.`;
  return { path, message, meant: undefined, isValue: true };
}

/** The value alone, or key and value where they stand on one line. */
function spanOf({ key, value }: KeyPlace, isValue: boolean, text: string): Span {
  if (value === undefined) return key;
  if (isValue) return value;
  return text.slice(key.start, value.end).includes('\n') ? key : { start: key.start, end: value.end };
}

/** The nearest table that has a place, for what is written in a way that is not followed. */
function parentOf(table: RetortTable, path: readonly string[]): Span {
  for (let length = path.length - 1; length > 0; length -= 1) {
    const place = table.placeOf(path.slice(0, length));
    if (place !== undefined) return place.key;
  }
  return table.span;
}

type TomlFile = NonNullable<Parameters<ConfigRule['check']>[0]['toml']>;

function fixesFor({ path, meant, isValue }: Ignored, table: RetortTable, toml: TomlFile): readonly Fix[] {
  const place = table.placeOf(path);
  const span = isValue ? place?.value : place?.key;
  // Not where the right one is set as well.
  if (meant === undefined || span === undefined) return [];
  if (!isValue && table.placeOf([...path.slice(0, -1), meant]) !== undefined) return [];
  const quote = /^["']/.exec(toml.text.slice(span.start, span.end))?.[0] ?? '';
  const edits = [{ span, text: `${quote}${meant}${quote}` }];
  return [{ title: `Write ${meant}`, isPreferred: true, isSafe: false, files: [{ path: toml.path, edits }] }];
}
