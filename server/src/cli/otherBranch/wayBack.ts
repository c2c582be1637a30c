// How a database gets from the revisions of another branch to where the two histories part.
import { CommandFailure, EXIT } from '../failure';
import type { OpenedProject } from '../openProject';
import { draftRun, type DraftedRun, type RunRequest } from '../run/buildRun';
import { ancestors } from '../../engine/index';

/** The target of a downgrade, and its steps. */
export interface WayBack {
  readonly target: string;
  readonly drafted: DraftedRun;
}

/**
 * The downgrade that takes every revision back which only the other branch has, and no other. `request` is of the other
 * branch, without its target. Throws where there is none.
 */
export function wayBack(here: OpenedProject, request: Omit<RunRequest, 'target'>, branch: string): WayBack {
  const { opened: there, current } = request;
  const { graph } = there.workspace;
  const rows = current.map((row) => {
    const found = graph.byKey.get(row);
    if (found !== undefined) return found;
    throw refused(
      `${branch} does not declare '${row}'`,
      'Name the branch that has it: `retort leave-branch REF`.',
    );
  });
  const applied = [...ancestors(graph, rows, true)];
  const isHere = ({ revision }: { readonly revision: string }): boolean =>
    here.workspace.graph.byKey.has(revision);
  for (const revision of applied.filter(isHere)) {
    const other = here.workspace.graph.byKey.get(revision.revision);
    if (other === undefined || sameList(revision.allDownRevisions, other.allDownRevisions)) continue;
    throw refused(
      `${revision.revision} stands on ${list(other.allDownRevisions)} here and on ${list(revision.allDownRevisions)} in ${branch}`,
      'The histories have been rewritten: look at both before you downgrade by hand.',
    );
  }
  const leaving = applied.filter((revision) => !isHere(revision));
  const own = new Set(leaving.map(({ revision }) => revision));
  const ends = new Set(
    leaving.flatMap(({ allDownRevisions: parents }) => (parents.length === 0 ? ['base'] : parents)),
  );
  // One downgrade as a rule; a merge with a branch that stays takes one for itself.
  let way: WayBack = { target: '', drafted: { migration: [], end: current, refusal: undefined } };
  while (way.drafted.migration.length < own.size) {
    const next = nextPart(request, way.drafted.end, [...ends], own);
    if (next === undefined) {
      throw refused(
        `no downgrade takes back ${list([...own])} and nothing else`,
        'Downgrade branch by branch in a worktree of that branch (`git worktree add`).',
      );
    }
    way = joined(way, next);
  }
  return way;
}

/** The longest downgrade from these rows that takes back nothing but what is to go. */
function nextPart(
  request: Omit<RunRequest, 'target'>,
  current: readonly string[],
  ends: readonly string[],
  own: ReadonlySet<string>,
): WayBack | undefined {
  let found: WayBack | undefined;
  for (const target of ends.flatMap((end) => [end, ...current.map((row) => `${row}@${end}`)])) {
    const drafted = draft({ ...request, current, target });
    const length = drafted?.migration.length ?? 0;
    if (drafted === undefined || length <= (found?.drafted.migration.length ?? 0)) continue;
    if (drafted.migration.every(({ revision }) => own.has(revision))) found = { target, drafted };
  }
  return found;
}

function joined(first: WayBack, { target, drafted }: WayBack): WayBack {
  return {
    target,
    drafted: {
      migration: [...first.drafted.migration, ...drafted.migration],
      end: drafted.end,
      refusal: first.drafted.refusal ?? drafted.refusal,
    },
  };
}

function draft(request: RunRequest): DraftedRun | undefined {
  try {
    return draftRun(request);
  } catch (error) {
    if (error instanceof CommandFailure) return undefined;
    throw error;
  }
}

function sameList(first: readonly string[], second: readonly string[]): boolean {
  return [...first].sort().join('\n') === [...second].sort().join('\n');
}

function list(ids: readonly string[]): string {
  return ids.length === 0 ? 'nothing' : [...ids].sort().join(', ');
}

function refused(message: string, nextStep: string): CommandFailure {
  return new CommandFailure(EXIT.refused, message, { nextStep, code: 'no-way-back' });
}
