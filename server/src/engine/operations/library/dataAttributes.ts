// Attributes of dates, UUIDs, decimals and bytes.
import { dataText } from '../interpreter/representation';
import { NotKnown } from '../interpreter/signals';
import { native, type TaggedLiteral, type Value } from '../values';

/** An attribute or method; undefined when it is not supported. */
export function dataAttribute(literal: TaggedLiteral, name: string): Value | undefined {
  if (literal.type === 'uuid') {
    if (name === 'hex') return literal.text.replaceAll('-', '');
    return undefined;
  }
  if (literal.type === 'bytes') {
    if (name !== 'decode') return undefined;
    return native(name, () => {
      if (/[^\0-\x7f]/.test(literal.value)) throw new NotKnown('only ASCII bytes are decoded');
      return literal.value;
    });
  }
  if (
    name === 'isoformat' &&
    (literal.type === 'date' || literal.type === 'datetime' || literal.type === 'time')
  ) {
    return native(name, () => dataText(literal, 'T'));
  }
  if ((literal.type === 'date' || literal.type === 'datetime') && ['year', 'month', 'day'].includes(name)) {
    return BigInt(literal[name as 'year' | 'month' | 'day']);
  }
  if (literal.type === 'datetime' && name === 'date') {
    return native(name, () => ({
      kind: 'data',
      literal: { type: 'date', year: literal.year, month: literal.month, day: literal.day },
    }));
  }
  return undefined;
}
