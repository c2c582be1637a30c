// The arguments of one call of Alembic, checked so that no value of a user can be taken for an option.
import type { CommandInput } from '../command';
import { CommandFailure, EXIT } from '../failure';

/** What follows the program: global options as given to us, the command, its options and its targets. */
export function alembicWords(
  { global }: CommandInput,
  command: string,
  options: readonly string[],
  targets: readonly string[],
): readonly string[] {
  for (const target of targets) checkTarget(target);
  const values = (name: string, given: readonly string[]): readonly string[] =>
    given.flatMap((value) => [name, checkValue(name, value)]);
  return [
    ...values('-c', global.configFiles),
    ...(global.section === 'alembic' ? [] : values('-n', [global.section])),
    ...values('-x', global.xArguments),
    command,
    ...options,
    ...targets,
  ];
}

/** A target may begin with a minus only as a relative number. */
function checkTarget(target: string): void {
  if (target !== '' && !target.includes('\0') && (!target.startsWith('-') || /^-\d+$/u.test(target))) return;
  throw new CommandFailure(EXIT.usage, `'${target.replaceAll('\0', '\\0')}' is not a revision`, {
    nextStep: 'Give an identifier, a label, head, heads, base or a relative number such as -1.',
  });
}

/** The value of an option, as Alembic's argparse will take it. */
export function checkValue(name: string, value: string): string {
  if (value !== '' && !value.startsWith('-') && !value.includes('\0')) return value;
  throw new CommandFailure(EXIT.usage, `argument ${name}: expected one argument`, {
    nextStep: 'A value for Alembic is not empty and does not begin with a minus.',
  });
}
