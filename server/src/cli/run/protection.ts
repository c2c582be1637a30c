// Protected databases: what is refused on them whatever is answered, and which answer is one. The only place that decides it.
import type { CommandInput } from '../command';
import { CommandFailure, EXIT } from '../failure';
import { valueOf } from '../arguments';
import type { OpenedProject } from '../openProject';
import { protectingPattern } from '../protectedServer';
import type { RunPlan } from '../../database/runEvents';
import type { Target } from '../../database/target';

type Protection = Pick<RunPlan['database'], 'isProtected' | 'allowsDowngrade'>;

/** What a plan says of its database's protection, by connection or by host; nothing for one that is not protected. */
export function protectionOf(input: CommandInput, opened: OpenedProject, target: Target): Protection {
  const { profile } = target;
  const isProtected = profile?.isProtected === true || protectingPattern(input, opened, target) !== undefined;
  if (!isProtected) return {};
  return { isProtected: true, allowsDowngrade: profile?.allowsDowngrade === true };
}

/** A database of a plan that replaces everything in it: its name has to be typed, protected or not. */
export function withTypedName(database: RunPlan['database']): RunPlan['database'] {
  const allowsDowngrade = database.isProtected !== true || database.allowsDowngrade === true;
  return { ...database, isProtected: true, allowsDowngrade };
}

/** Ends the command where the plan may not run on a protected database at all, or --confirm names another one. */
export function checkProtection(input: CommandInput, plan: RunPlan): void {
  const { database, command } = plan;
  const isBackwards = ['downgrade', 'stamp', 'restore'].includes(command);
  if (database.isProtected === true && isBackwards && database.allowsDowngrade !== true) {
    throw new CommandFailure(EXIT.refused, `${database.label} is protected: ${command} is off there`, {
      nextStep: `Write a revision that goes forward, or set allow_downgrade = true (in the editor: allowDowngrade) on a connection to it.`,
    });
  }
  const typed = valueOf(input.arguments, 'confirm');
  if (typed !== undefined && typed !== database.name) {
    throw new CommandFailure(EXIT.usage, `nothing was run: --confirm names '${typed}'`, {
      place: `${database.label} is the database '${database.name}'`,
      nextStep: 'Look at the plan again: this is another database than the one you meant.',
    });
  }
}

/** True when the arguments alone confirm the plan: --confirm with its name, or --yes where nothing is protected. */
export function isConfirmedByArguments(input: CommandInput, { database }: RunPlan): boolean {
  if (valueOf(input.arguments, 'confirm') === database.name) return true;
  return input.arguments.flags.has('yes') && database.isProtected !== true;
}

/** What to do where --yes is not enough or nobody answered. */
export function notConfirmed({ database }: RunPlan): CommandFailure {
  const nextStep =
    database.isProtected === true
      ? `${database.label} is protected: type its name at the terminal, or give --confirm ${database.name}.`
      : 'Add --yes to run it without asking, or --plan to see it only.';
  return new CommandFailure(EXIT.usage, 'nothing was run: the plan was not confirmed', { nextStep });
}
