// The datetime module: literal dates and times. The clock is not known.
import { known } from '../interpreter/arguments';
import { NotKnown } from '../interpreter/signals';
import { bindArguments, parseSignature } from '../interpreter/signature';
import { isObject, native, opaque, type NativeCall, type Value } from '../values';

const DATETIME = parseSignature(
  'datetime(year, month, day, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0)',
);
const DATE = parseSignature('date(year, month, day)');
const TIME = parseSignature('time(hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0)');
const TIMEDELTA = parseSignature(
  'timedelta(days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0)',
);

function number(value: Value): number {
  const v = known(value);
  if (v === null) return 0;
  if (typeof v !== 'bigint') throw new NotKnown('a part of the date is not an integer');
  return Number(v);
}

function offset(value: Value): number | undefined {
  const v = known(value);
  if (v === null) return undefined;
  if (isObject(v) && v.kind === 'data' && v.literal.type === 'timedelta')
    return v.literal.days * 86400 + v.literal.seconds;
  throw new NotKnown('the time zone is not known');
}

const datetime: NativeCall = (_, call) => {
  const bound = bindArguments(DATETIME, call);
  const part = (name: string): number => number(bound.get(name));
  return {
    kind: 'data',
    literal: {
      type: 'datetime',
      year: part('year'),
      month: part('month'),
      day: part('day'),
      hour: part('hour'),
      minute: part('minute'),
      second: part('second'),
      microsecond: part('microsecond'),
      utcOffset: offset(bound.get('tzinfo')),
    },
  };
};

const date: NativeCall = (_, call) => {
  const bound = bindArguments(DATE, call);
  const part = (name: string): number => number(bound.get(name));
  return {
    kind: 'data',
    literal: { type: 'date', year: part('year'), month: part('month'), day: part('day') },
  };
};

const time: NativeCall = (_, call) => {
  const bound = bindArguments(TIME, call);
  const part = (name: string): number => number(bound.get(name));
  return {
    kind: 'data',
    literal: {
      type: 'time',
      hour: part('hour'),
      minute: part('minute'),
      second: part('second'),
      microsecond: part('microsecond'),
      utcOffset: offset(bound.get('tzinfo')),
    },
  };
};

const timedelta: NativeCall = (_, call) => {
  const bound = bindArguments(TIMEDELTA, call);
  const part = (name: string): number => number(bound.get(name));
  let microseconds = part('microseconds') + part('milliseconds') * 1000;
  let seconds =
    part('seconds') + part('minutes') * 60 + part('hours') * 3600 + Math.floor(microseconds / 1e6);
  microseconds -= Math.floor(microseconds / 1e6) * 1e6;
  const days = part('days') + part('weeks') * 7 + Math.floor(seconds / 86400);
  seconds -= Math.floor(seconds / 86400) * 86400;
  return { kind: 'data', literal: { type: 'timedelta', days, seconds, microseconds } };
};

const UTC: Value = { kind: 'data', literal: { type: 'timedelta', days: 0, seconds: 0, microseconds: 0 } };
const CLOCK = 'the time is only known when it runs';

/** A name of the datetime module. `datetime.datetime(...)` is called through its class. */
export function dateMember(name: string): Value | undefined {
  switch (name) {
    case 'datetime':
      return native('datetime', datetime);
    case 'date':
      return native('date', date);
    case 'time':
      return native('time', time);
    case 'timedelta':
      return native('timedelta', timedelta);
    case 'timezone':
      return native('timezone', (_, call) => known(call.positional[0] ?? null));
    case 'UTC':
      return UTC;
    default:
      return undefined;
  }
}

/** Class methods of those classes: the clock is unknown, `timezone.utc` is known. */
export function dateClassAttribute(className: string, name: string): Value | undefined {
  if (className === 'timezone' && name === 'utc') return UTC;
  if (!['datetime', 'date', 'time', 'timedelta', 'timezone'].includes(className)) return undefined;
  return opaque(CLOCK, `datetime.${className}.${name}`, 'harmless');
}
