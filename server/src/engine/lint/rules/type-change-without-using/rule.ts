// type-change-without-using: PostgreSQL refuses a change of type that no assignment cast covers.
import { columnType, typeBefore, needsUsing } from '../../columnTypes';
import { columnBefore } from '../../functionFacts';
import { defineOperationRule } from '../../rule';
import { setKeyword } from '../../writing/calls';
import { fixWriter } from '../../writing/fix';
import { writeString } from '../../writing/literals';
import { ownPlace } from '../../writing/statements';
import { sqlName } from '../../../text/sqlName';

/** Casts that exist but need USING; where there is none, a plain `column::type` fails as well. */
const HAS_CAST = /^(?:string>|number>(?:boolean)$|boolean>number$|enum>enum$|enum>string$)/;

export const typeChangeWithoutUsing = defineOperationRule({
  id: 'type-change-without-using',
  summary: 'PostgreSQL refuses a change of type that it cannot cast by itself, unless USING says how.',
  severity: 'error',
  dialects: ['postgresql'],
  on: ['alterColumn'],
  readsSql: true,
  check(operation, context, report) {
    const { table, column, span, options } = operation;
    if (operation.type === undefined || options['postgresql_using'] !== undefined) return;
    const known = columnBefore(context.before, table, column);
    const from = typeBefore(known?.type, operation.existingType);
    const to = columnType(operation.type);
    if (from === undefined || to === undefined || needsUsing(from, to) !== true) return;
    const place = ownPlace(context, span);
    const { fix } = fixWriter(context.revision);
    const name = sqlName(column);
    const using = from.family === 'enum' ? `${name}::text::${to.text}` : `${name}::${to.text}`;
    const isCast = HAS_CAST.test(`${from.family}>${to.family}`) && from.isArray === to.isArray;
    const hasDefault = known?.serverDefault !== undefined && !operation.serverDefault.given;
    const defaultHint = hasDefault
      ? ' Its default has to go before and come back after, or the cast of the default fails: ' +
        `${context.sql === undefined ? 'server_default=None' : 'DROP DEFAULT'}.`
      : '';
    const isFixable = isCast && place !== undefined;
    report({
      span,
      message:
        `PostgreSQL does not cast ${from.text} to ${to.text} by itself: column "${column}" of "${table.name}" "cannot be ` +
        `cast automatically to type ${to.text.toLowerCase()}", also when the table is empty. Say how the values become ` +
        `the new type: ${context.sql === undefined ? `postgresql_using=${writeString(using)}` : `USING ${using}`}.${defaultHint}`,
      fixes: isFixable
        ? [
            fix(`Add postgresql_using=${writeString(using)}`, !hasDefault, [
              setKeyword(place.call, context.revision.source, 'postgresql_using', writeString(using)),
            ]),
          ]
        : [],
    });
  },
});
