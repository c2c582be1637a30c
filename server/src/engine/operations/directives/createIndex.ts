// op.create_index and batch_op.create_index
import { flag, known } from '../interpreter/arguments';
import { NotKnown } from '../interpreter/signals';
import { indexElement } from '../sqlalchemy/constraints';
import { checkOptionNames, dialectOptions } from '../sqlalchemy/options';
import type { Directive } from './directive';

export const createIndex: Directive = {
  name: 'create_index',
  parameters: 'index_name, table_name, columns, *, schema=None, unique=False, if_not_exists=None, **kw',
  batchParameters: 'index_name, columns, *, unique=False, if_not_exists=None, **kw',
  build({ machine, table, name, get, bound, span }) {
    const options = new Map(bound.extra);
    options.delete('info');
    if (known(options.get('quote') ?? null) !== null) {
      throw new NotKnown('the parameter quote of an index is not supported');
    }
    options.delete('quote');
    checkOptionNames(options.keys(), 'Index');
    return {
      kind: 'createIndex',
      table: table(),
      index: {
        kind: 'index',
        name: name('index_name'),
        // A str is iterated like any other sequence: 'abc' means the columns a, b and c.
        elements: machine.iterate(known(get('columns')), span).map((element) => indexElement(element, span)),
        unique: flag(get('unique'), 'unique'),
        options: dialectOptions(options, span),
        span,
      },
      ifNotExists: flag(get('if_not_exists'), 'if_not_exists'),
      span,
    };
  },
};
