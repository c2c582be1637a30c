// target-metadata-none: the line of the template that nobody filled in.
import { defineConfigRule } from '../../rule';

/** Where projects keep the base of their models. */
const CANDIDATES = [
  'app.models',
  'app.models.base',
  'app.db.base',
  'app.database',
  'models',
  'src.models',
  'database',
  'app.db',
];

export const targetMetadataNone = defineConfigRule({
  id: 'target-metadata-none',
  summary: 'Without target_metadata neither autogenerate nor `alembic check` can compare anything.',
  severity: 'warning',
  check({ environment, readModule }, report) {
    if (environment === undefined) return;
    const { module, text, path } = environment;
    const assigned = module.body.flatMap((statement) =>
      (statement.kind === 'assign' &&
        statement.targets.some((target) => target.kind === 'name' && target.name === 'target_metadata')) ||
      (statement.kind === 'annotatedAssign' &&
        statement.target.kind === 'name' &&
        statement.target.name === 'target_metadata' &&
        statement.value !== undefined)
        ? [statement]
        : [],
    );
    const last = assigned.at(-1);
    if (last?.value?.kind !== 'constant' || last.value.value !== null) return;
    const found = CANDIDATES.find((name) => /^(?:class Base\b|Base\s*[:=])/m.test(readModule(name) ?? ''));
    const { span } = last.value;
    const first = module.body.find(({ kind }) => kind === 'import' || kind === 'importFrom');
    const at = first?.span.start ?? 0;
    report({
      path,
      span,
      message:
        'target_metadata is None: `alembic revision --autogenerate` and `alembic check` stop with "Can\'t proceed with --autogenerate ' +
        'option; environment script does not provide a MetaData object". Import the metadata of your models.',
      fixes:
        found === undefined || text.includes('Base')
          ? []
          : [
              {
                title: `Import Base from ${found}`,
                isPreferred: true,
                isSafe: false,
                files: [
                  {
                    path,
                    edits: [
                      { span: { start: at, end: at }, text: `from ${found} import Base\n` },
                      { span, text: 'Base.metadata' },
                    ],
                  },
                ],
              },
            ],
    });
  },
});
