// char-money-float-type: three types that hold something else than people expect.
import { columnsOf, typeOn, writtenType } from '../../columns';
import { defineOperationRule } from '../../rule';
import { planImports } from '../../writing/names';

const AMOUNT =
  /(?:^|_)(?:price|amount|cost|total|balance|fee|salary|revenue|budget|payment|tax|discount)(?:_|$)/i;

export const charMoneyFloatType = defineOperationRule({
  id: 'char-money-float-type',
  summary: 'CHAR pads, MONEY depends on the locale, and a float cannot hold an amount of money.',
  severity: 'hint',
  dialects: ['postgresql'],
  on: ['createTable', 'addColumn'],
  readsSql: true,
  check(operation, { revision, function: analysis, sql }, report) {
    if (analysis.direction !== 'upgrade') return;
    for (const column of columnsOf(operation)) {
      const type = typeOn(column.type, 'postgresql');
      if (type?.kind !== 'type') continue;
      const { names, complete } = planImports(revision.module, revision.source);
      const advice = adviceFor(type.name, column.name, sql === undefined ? `${names.sa}.` : '');
      if (advice === undefined) continue;
      const written = writtenType(revision.module, column);
      report({
        span: written?.span ?? column.span,
        message: advice.message,
        fixes:
          written === undefined
            ? []
            : [
                {
                  title: `Use ${advice.type}`,
                  isPreferred: true,
                  isSafe: false,
                  files: [
                    { path: revision.path, edits: complete([{ span: written.span, text: advice.type }]) },
                  ],
                },
              ],
      });
    }
  },
});

function adviceFor(type: string, column: string, sa: string): { message: string; type: string } | undefined {
  if (/^N?CHAR$/.test(type)) {
    return {
      message: `"${column}" becomes CHAR: PostgreSQL fills it up with blanks, which count in LIKE and not in =. Write ${sa}Text() or ${sa}String(n).`,
      type: `${sa}Text()`,
    };
  }
  if (type === 'MONEY') {
    return {
      message: `"${column}" becomes MONEY, whose currency and places are those of the server's locale. Write ${sa}Numeric(12, 2) and a column for the currency.`,
      type: `${sa}Numeric(12, 2)`,
    };
  }
  if (/^(?:Float|FLOAT|REAL|Double|DOUBLE|DOUBLE_PRECISION)$/.test(type) && AMOUNT.test(column)) {
    return {
      message: `"${column}" becomes a binary fraction, in which 0.1 does not exist: sums of money are wrong by a cent. Write ${sa}Numeric(12, 2).`,
      type: `${sa}Numeric(12, 2)`,
    };
  }
  return undefined;
}
