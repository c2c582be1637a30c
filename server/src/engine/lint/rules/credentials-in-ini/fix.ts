// The fix of credentials-in-ini: the URL comes from DATABASE_URL.
import type { Fix } from '../../finding';
import type { ConfigContext } from '../../configuration/files';
import type { ConfigEntry } from '../../configuration/iniText';

/** None when env.py does not hold the line behind which the URL can be set. */
export function environmentFix({ ini, environment }: ConfigContext, entry: ConfigEntry): readonly Fix[] {
  if (ini === undefined || environment === undefined) return [];
  const { module, text, path } = environment;
  const config = module.body.find(
    (statement) =>
      statement.kind === 'assign' &&
      statement.targets.some((target) => target.kind === 'name' && target.name === 'config') &&
      text.slice(statement.value.span.start, statement.value.span.end) === 'context.config',
  );
  if (config === undefined) return [];
  const first = module.body.find(({ kind }) => kind === 'import' || kind === 'importFrom') ?? config;
  const hasOs = module.body.some(
    (one) => one.kind === 'import' && one.names.some(({ name }) => name === 'os'),
  );
  const line = 'config.set_main_option("sqlalchemy.url", os.environ["DATABASE_URL"].replace("%", "%%"))';
  const edits = [
    ...(hasOs ? [] : [{ span: { start: first.span.start, end: first.span.start }, text: 'import os\n' }]),
    { span: { start: config.span.end, end: config.span.end }, text: `\n\n${line}` },
  ];
  return [
    {
      title: 'Take the URL from the environment variable DATABASE_URL',
      isPreferred: true,
      isSafe: false,
      files: [
        {
          path: ini.path,
          edits: [
            { span: entry.span, text: '# sqlalchemy.url: see env.py, which takes it from DATABASE_URL' },
          ],
        },
        { path, edits },
      ],
    },
  ];
}
