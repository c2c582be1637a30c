// A line for a POSIX shell that calls Alembic, quoted so that no value of a file can be more than one word.

/** `alembic -c other.ini -n section upgrade head`; what is Alembic's default is left out. */
export function alembicLine({
  configFile,
  section,
  words,
}: {
  /** Relative to the project's folder. */
  readonly configFile: string;
  readonly section: string;
  readonly words: readonly string[];
}): string {
  const isDefault = configFile === 'alembic.ini' || configFile === 'pyproject.toml';
  return [
    'alembic',
    ...(isDefault ? [] : ['-c', configFile]),
    ...(section === 'alembic' ? [] : ['-n', section]),
    ...words,
  ]
    .map(quoted)
    .join(' ');
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/u.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
