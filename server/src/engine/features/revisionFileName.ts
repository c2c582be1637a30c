// The name of a new revision file: file_template filled in as Python's % operator does it, and the slug of the message.

/** The moment a revision is made, in the project's time zone. `text` is what Python's str() gives for it. */
export interface CreateDate {
  readonly text: string;
  /** Whole seconds since 1970, UTC. */
  readonly epoch: number;
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const FIELD = /%(?:(%)|\((\w+)\)(0?)(\d{0,2})(?:\.(\d{1,2}))?([sd]))/g;

/** The file name, with `.py`; folders in it are separated by `/`. */
export function revisionFileName(
  template: string,
  truncateSlugLength: number,
  id: string,
  message: string | undefined,
  date: CreateDate,
):
  | { readonly value: string; readonly problem: undefined }
  | { readonly value: undefined; readonly problem: string } {
  const { epoch, year, month, day, hour, minute, second } = date;
  const values: Readonly<Record<string, string | number>> = {
    rev: id,
    slug: slugOf(message ?? '', truncateSlugLength),
    ...{ epoch, year, month, day, hour, minute, second },
  };
  let problem: string | undefined;
  const name = template.replace(
    FIELD,
    (
      _,
      percent: string | undefined,
      key: string,
      zero: string,
      width: string,
      precision: string | undefined,
      type: string,
    ) => {
      if (percent !== undefined) return '%';
      const value = Object.hasOwn(values, key) ? values[key] : undefined;
      if (value === undefined) problem ??= `KeyError: '${key}'`;
      else if (typeof value === 'string' && type === 'd') {
        problem ??= `TypeError: %d format: a real number is required, not str`;
      }
      const isNumber = type === 'd';
      const text = String(value);
      const exact = isNumber
        ? text.padStart(Number(precision ?? 0), '0')
        : text.slice(0, precision === undefined ? undefined : Number(precision));
      return exact.padStart(Number(width || 0), isNumber && zero !== '' ? '0' : ' ');
    },
  );
  if (problem === undefined && template.replace(FIELD, '').includes('%')) {
    problem = `file_template '${template}' has a field that is not known`;
  }
  return problem === undefined ? { value: `${name}.py`, problem } : { value: undefined, problem };
}

/** The words of a message, in small letters; a long one ends after a whole word. */
export function slugOf(message: string, limit: number): string {
  const slug = Array.from((message.match(/[\p{L}\p{N}_]+/gu) ?? []).join('_').toLowerCase());
  if (slug.length <= limit) return slug.join('');
  const cut = slug.slice(0, limit).join('');
  const end = cut.lastIndexOf('_');
  return `${end < 0 ? cut : cut.slice(0, end)}_`;
}
