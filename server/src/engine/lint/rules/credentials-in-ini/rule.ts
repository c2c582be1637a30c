// credentials-in-ini: sqlalchemy.url with a password, in a file that git does not ignore. The message never repeats it.
import { environmentFix } from './fix';
import { entriesOf, entryOf } from '../../configuration/iniText';
import { defineConfigRule } from '../../rule';

const URL = /^[\w+]+:\/\/[^:@/\s]*:([^@\s]+)@/;

export const credentialsInIni = defineConfigRule({
  id: 'credentials-in-ini',
  summary: 'A password stands in a configuration file that is kept with the code.',
  severity: 'warning',
  check(context, report) {
    const { ini, section, isIgnored } = context;
    const entry = entryOf(entriesOf(ini?.content, section), 'sqlalchemy.url');
    if (ini === undefined || entry === undefined || isIgnored(ini.path)) return;
    const password = URL.exec(entry.value)?.[1];
    // Alembic's own template, and values that are filled in from elsewhere.
    if (
      password === undefined ||
      entry.value.startsWith('driver://') ||
      /%\(|\$\{|\{\{|^<.*>$/.test(password)
    )
      return;
    report({
      path: ini.path,
      span: entry.valueSpan,
      message:
        'The password in this URL is known to everybody who can read the repository, for as long as its history exists. Take the ' +
        'URL from an environment variable in env.py, and give the account another password.',
      fixes: environmentFix(context, entry),
    });
  },
});
