// no-naming-convention: target_metadata is there, a naming_convention is nowhere on its way.
import { defineConfigRule } from '../../rule';

const CONVENTION = `target_metadata.naming_convention = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}`;

export const noNamingConvention = defineConfigRule({
  id: 'no-naming-convention',
  summary: 'The metadata has no naming convention, so that constraints get names nobody chose.',
  severity: 'hint',
  check({ environment, namingConvention, readModule }, report) {
    if (environment === undefined || namingConvention.state !== 'absent') return;
    const { module, text, path } = environment;
    if (/naming_convention/.test(text)) return;
    const assigned = module.body.find(
      (statement) =>
        statement.kind === 'assign' &&
        statement.targets.some((target) => target.kind === 'name' && target.name === 'target_metadata'),
    );
    if (assigned?.kind !== 'assign' || assigned.value.kind === 'constant') return;
    // Where the metadata comes from a module that cannot be read, the convention may be there.
    const imported = module.body.some(
      (statement) =>
        statement.kind === 'importFrom' &&
        statement.names.some(
          ({ name, as }) =>
            text.slice(assigned.value.span.start, assigned.value.span.end).split('.')[0] === (as ?? name),
        ) &&
        !readable(readModule(statement.module)),
    );
    if (imported) return;
    report({
      path,
      span: assigned.value.span,
      message:
        'The database names unnamed constraints itself, each in its own way, and a downgrade cannot drop what it cannot name. Give the ' +
        'metadata a naming_convention; it is used for what is created from then on.',
      fixes: [
        {
          title: 'Add the usual naming convention',
          isPreferred: true,
          isSafe: false,
          files: [
            {
              path,
              edits: [
                { span: { start: assigned.span.end, end: assigned.span.end }, text: `\n${CONVENTION}` },
              ],
            },
          ],
        },
      ],
    });
  },
});

/** The module is there and makes the metadata itself, without a convention. */
function readable(source: string | undefined): boolean {
  return (
    source !== undefined &&
    /DeclarativeBase|declarative_base\(|MetaData\(/.test(source) &&
    !source.includes('naming_convention')
  );
}
