// The database itself, where a target names a variable that names it.
import { DatabaseProblem } from './databaseProblem';
import { parseTarget, type Target } from './target';

/** The target itself, also where it is named by a variable. */
export function resolveTarget(
  target: Target,
  environment: Readonly<Record<string, string | undefined>>,
): Exclude<Target, { kind: 'environment' }> {
  if (target.kind !== 'environment') return target;
  const { name, profile } = target;
  const text = environment[name];
  const nextStep = `Set ${name} to a URL such as postgresql://user:password@host/name.`;
  if (text === undefined || text === '') {
    throw new DatabaseProblem({ message: `the environment variable ${name} is not set`, nextStep });
  }
  const parsed = parseTarget(text, { onCommandLine: false });
  if ('problem' in parsed) throw new DatabaseProblem({ message: `${name}: ${parsed.problem}`, nextStep });
  if (parsed.target.kind === 'environment') {
    throw new DatabaseProblem({ message: `${name} names another variable`, nextStep });
  }
  return profile === undefined ? parsed.target : { ...parsed.target, profile };
}
