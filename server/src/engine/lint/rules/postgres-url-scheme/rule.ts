// postgres-url-scheme: sqlalchemy.url = postgres://..., which SQLAlchemy has not understood since 1.4.
import { parseModule } from '../../../python/parse';
import { readUrl } from '../../../revisions/environmentUrl';
import { entriesOf, entryOf } from '../../configuration/iniText';
import { defineConfigRule } from '../../rule';

export const postgresUrlScheme = defineConfigRule({
  id: 'postgres-url-scheme',
  summary: 'The URL begins with postgres:// and SQLAlchemy knows only postgresql://.',
  severity: 'error',
  check({ ini, section, environment }, report) {
    const entry = entryOf(entriesOf(ini?.content, section), 'sqlalchemy.url');
    const scheme = /^postgres(?=\+\w+:\/\/|:\/\/)/.exec(entry?.value ?? '')?.[0];
    if (ini === undefined || entry === undefined || scheme === undefined) return;
    // Whoever sets or changes the URL in env.py decides there.
    if (environment !== undefined) {
      const { takesIni, mendsScheme, variables } = readUrl(parseModule(environment.text));
      if (!takesIni || mendsScheme || variables.length > 0) return;
    }
    const { start } = entry.valueSpan;
    report({
      path: ini.path,
      span: { start, end: start + scheme.length },
      message:
        'SQLAlchemy has no dialect postgres since 1.4: every command that needs the database stops with "Can\'t load plugin: ' +
        'sqlalchemy.dialects:postgres". Write postgresql://.',
      fixes: [
        {
          title: 'Write postgresql://',
          isPreferred: true,
          isSafe: false,
          files: [
            { path: ini.path, edits: [{ span: { start, end: start + scheme.length }, text: 'postgresql' }] },
          ],
        },
      ],
    });
  },
});
