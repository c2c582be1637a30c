// The options of `init` that Alembic does not have: what env.py is told of the project.
import type { OptionSpec } from '../arguments';

export const BEGINNING_OPTIONS: Readonly<Record<string, OptionSpec>> = {
  models: {
    names: ['--models'],
    takes: 'values',
    value: 'WHERE',
    help: 'auto, MODULE:BASE, or a further MODULE with tables; repeatable',
  },
  url: {
    names: ['--url'],
    takes: 'values',
    value: 'WHERE',
    help: 'where env.py takes the URL from: env:NAME, MODULE:SETTINGS.FIELD, or a URL for alembic.ini; repeatable',
  },
  fileNames: {
    names: ['--file-names'],
    takes: 'value',
    value: 'TEMPLATE',
    help: 'dated, or a file_template as in alembic.ini',
  },
  namingConvention: {
    names: ['--naming-convention'],
    takes: 'nothing',
    help: 'give the metadata of the models a naming convention (changes their file)',
  },
  install: {
    names: ['--install'],
    takes: 'nothing',
    help: 'install Alembic into the environment of the project where it is missing',
  },
  look: {
    names: ['--look'],
    takes: 'nothing',
    help: 'print as JSON what of this was found in the working folder, and stop',
  },
};
