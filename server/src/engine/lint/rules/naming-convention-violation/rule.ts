// naming-convention-violation: the convention that env.py's metadata has would give another name.
import { defineOperationRule } from '../../rule';
import { writeString } from '../../writing/literals';
import { planImports } from '../../writing/names';
import { argumentAt } from '../../namedCalls';
import { expressionWithSpan } from '../../../python/find';
import { conventionName } from '../../../schema/namingConvention';

const KEYS = { primaryKey: 'pk', unique: 'uq', foreignKey: 'fk' } as const;

export const namingConventionViolation = defineOperationRule({
  id: 'naming-convention-violation',
  summary: 'A name does not follow the naming convention of the metadata.',
  severity: 'hint',
  on: ['createConstraint'],
  check({ constraint, table, span }, { revision, function: analysis }, report) {
    const { namingConvention, module, source, path } = revision;
    if (
      analysis.direction !== 'upgrade' ||
      namingConvention.state !== 'known' ||
      constraint.name === undefined
    )
      return;
    if (constraint.kind === 'check' || constraint.kind === 'exclude') return;
    const referred = constraint.kind === 'foreignKey' ? constraint.referred : undefined;
    const named = { table: table.name, schema: table.schema, columns: constraint.columns, referred };
    const expected = conventionName(namingConvention, KEYS[constraint.kind], undefined, named);
    // A name that the convention cuts is not compared.
    if (expected.kind !== 'name' || expected.text.length > 63 || expected.text === constraint.name.text)
      return;
    const call = expressionWithSpan(module, span);
    const written = call?.kind === 'call' ? argumentAt(call, 0, 'constraint_name') : undefined;
    const { names, complete } = planImports(module, source);
    const text = `${names.op}.f(${writeString(expected.text)})`;
    report({
      span: written?.span ?? span,
      message:
        `The metadata names such a constraint "${expected.text}": with "${constraint.name.text}" in the database autogenerate and the next ` +
        "downgrade look for another name than it has. Use the convention's name.",
      fixes:
        written === undefined
          ? []
          : [
              {
                title: `Name it ${expected.text}`,
                isPreferred: true,
                isSafe: false,
                files: [{ path, edits: complete([{ span: written.span, text }]) }],
              },
            ],
    });
  },
});
