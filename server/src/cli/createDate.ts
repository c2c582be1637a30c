// The moment a revision is made, as Python's datetime shows it in the project's time zone.
import { CommandFailure, EXIT } from './failure';
import type { CreateDate } from '../engine/index';

/** `now` in milliseconds; without a zone it is the local time of this machine, and the text names no offset. */
export function createDate(now: number, timezone: string | undefined): CreateDate {
  const fields = fieldsIn(now, timezone);
  const { year, month, day, hour, minute, second } = fields;
  const epoch = Math.floor(now / 1000);
  const milliseconds = now - epoch * 1000;
  const two = (value: number): string => String(value).padStart(2, '0');
  const fraction = milliseconds === 0 ? '' : `.${String(milliseconds).padStart(3, '0')}000`;
  const offset = Date.UTC(year, month - 1, day, hour, minute, second) / 1000 - epoch;
  const text =
    `${String(year).padStart(4, '0')}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)}${fraction}` +
    (timezone === undefined ? '' : offsetText(offset));
  return { text, epoch, ...fields };
}

function offsetText(seconds: number): string {
  const absolute = Math.abs(seconds);
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  return `${seconds < 0 ? '-' : '+'}${two(absolute / 3600)}:${two((absolute % 3600) / 60)}`;
}

type Fields = Omit<CreateDate, 'text' | 'epoch'>;

function fieldsIn(now: number, timeZone: string | undefined): Fields {
  const parts = new Map<string, number>();
  for (const { type, value } of formatterFor(timeZone).formatToParts(now)) parts.set(type, Number(value));
  const of = (type: string): number => parts.get(type) ?? 0;
  return {
    year: of('year'),
    month: of('month'),
    day: of('day'),
    hour: of('hour'),
    minute: of('minute'),
    second: of('second'),
  };
}

function formatterFor(timeZone: string | undefined): Intl.DateTimeFormat {
  const numeric = 'numeric';
  try {
    return new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
      ...{ year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric, second: numeric },
      hourCycle: 'h23',
      ...(timeZone === undefined ? {} : { timeZone }),
    });
  } catch {
    throw new CommandFailure(EXIT.usage, `Can't locate timezone: ${timeZone ?? ''}`, {
      nextStep: 'Correct timezone in the configuration.',
    });
  }
}
