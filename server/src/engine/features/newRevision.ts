// A revision file that does not exist yet: what it stands on, what it is called and what is in it, as
// `alembic revision` and `alembic merge` decide it. Writing it is the caller's business.
import { renderTemplate } from './makoTemplate';
import { revisionFileName, type CreateDate } from './revisionFileName';
import type { TemplateValue } from './templateExpression';
import { buildGraph, type GraphRevision, type RevisionGraph } from '../revisions/graph';
import { readHeader } from '../revisions/header';
import { realRevisions, revisionFor, revisionsFor } from '../revisions/identifiers';
import { pythonQuote } from '../revisions/pythonText';
import { answer, type Refusal } from '../revisions/refusal';

/** What is asked for. Ids, date and texts come from outside: nothing here is random or knows the time. */
export interface RevisionRequest {
  readonly id: string;
  readonly message: string | undefined;
  /** What `--head` or `merge` names: one identifier or several. */
  readonly head: string | readonly string[];
  readonly splice: boolean;
  readonly branchLabel: string | undefined;
  readonly dependsOn: readonly string[];
  readonly createDate: CreateDate;
  readonly template: string;
  /** The bodies of the two functions, where they are known; lines after the first are indented. */
  readonly upgrades?: string | undefined;
  readonly downgrades?: string | undefined;
  readonly fileTemplate: string;
  readonly truncateSlugLength: number;
  /** Options of the ini section, which a template can ask `config` for. */
  readonly mainOption?: (name: string) => string | undefined;
}

/** The file to be: its name (which may have folders in it) below the version folder, and its text. */
export interface NewRevision {
  readonly id: string;
  readonly fileName: string;
  readonly text: string;
  /** The revisions it stands on, in the order written. */
  readonly parents: readonly GraphRevision[];
}

/** Why there will be no file: in Alembic's words where Alembic refuses too. */
export type NewRevisionAnswer =
  | { readonly value: NewRevision; readonly refusal: undefined }
  | { readonly value: undefined; readonly refusal: NewRevisionRefusal };

/** `isUnknown` where Alembic could do it and this engine cannot. */
export interface NewRevisionRefusal extends Refusal {
  readonly isUnknown?: boolean;
}

/** Works out the file. Everything Alembic would complain about after writing is refused before. */
export function newRevision(graph: RevisionGraph, request: RevisionRequest): NewRevisionAnswer {
  if (graph.failure !== undefined) {
    const { message, raises } = graph.failure;
    return refused(
      raises ?? message,
      'Repair the history first; `retort lint` shows where.',
      raises !== undefined,
    );
  }
  const illegal = ['@', '-', '+', ':'].filter((character) => request.id.includes(character));
  if (illegal.length > 0) {
    return refused(
      `Character(s) '${illegal.sort().join(', ')}' not allowed in revision identifier '${request.id}'`,
      'Use letters, digits and _.',
    );
  }
  const found = answer(
    {
      multipleHeads:
        'Multiple heads are present; please specify the head revision on which the new revision should be based, ' +
        'or perform a merge.',
    },
    () => realRevisions(revisionsFor(graph, request.head)),
  );
  if (found.refusal !== undefined) return found;
  const parents = found.value;
  if (new Set(parents).size !== parents.length) {
    return refused('Duplicate head revisions specified', 'Name every revision once.');
  }
  const covered = parents.find((parent) => !parent.isHead);
  if (!request.splice && covered !== undefined) {
    return refused(
      `Revision ${covered.revision} is not a head revision; please specify --splice to create a new branch from this revision`,
      'Name a head, or add --splice when a new branch is wanted.',
    );
  }
  const dependencies = answer({}, () => request.dependsOn.map((name) => dependencyOf(graph, name)));
  if (dependencies.refusal !== undefined) return dependencies;
  if (graph.byKey.has(request.id)) {
    return refused(`Revision ${request.id} is present already`, 'Choose another --rev-id.');
  }
  return compose(graph, request, parents, dependencies.value);
}

/** A label stays a label; the beginning of an id becomes the id. */
function dependencyOf(graph: RevisionGraph, name: string): string {
  const [revision] = realRevisions([revisionFor(graph, name)]);
  return revision === undefined || revision.branchLabels.includes(name) ? name : revision.revision;
}

function compose(
  graph: RevisionGraph,
  request: RevisionRequest,
  parents: readonly GraphRevision[],
  dependencies: readonly string[],
): NewRevisionAnswer {
  const { id, message, branchLabel, createDate } = request;
  const ids = parents.map(({ revision }) => revision);
  const given = new Map<string, TemplateValue>([
    ['up_revision', id],
    ['down_revision', scalar(ids, 'tuple')],
    ['branch_labels', branchLabel === undefined ? null : { kind: 'tuple', items: [branchLabel] }],
    ['depends_on', scalar(dependencies, 'list')],
    ['create_date', { kind: 'date', text: createDate.text }],
    ['message', message ?? 'empty message'],
    // Only autogenerate and an environment that takes part fill these in Alembic.
    ['imports', undefined],
    ['upgrades', request.upgrades],
    ['downgrades', request.downgrades],
  ]);
  const option = request.mainOption;
  if (option !== undefined) given.set('config', { kind: 'configuration', option });
  const variables = new Map(given).set('context', { kind: 'context', variables: given });
  const rendered = renderTemplate(request.template, variables);
  if (rendered.refusal !== undefined) {
    const { line, reason } = rendered.refusal;
    const message = `script.py.mako, line ${line}: ${reason}`;
    const nextStep = "Run the same command with the project's own Alembic.";
    return { value: undefined, refusal: { message, nextStep, crash: false, isUnknown: true } };
  }
  const fileName = revisionFileName(
    request.fileTemplate,
    request.truncateSlugLength,
    id,
    message,
    createDate,
  );
  if (fileName.problem !== undefined) return refused(fileName.problem, 'Correct file_template.');
  const problem = problemOf(graph, request, fileName.value, rendered.text);
  if (problem !== undefined) {
    return refused(problem, 'Correct script.py.mako or the options; nothing was written.');
  }
  return { value: { id, fileName: fileName.value, text: rendered.text, parents }, refusal: undefined };
}

/** What Alembic would say once it loads the file; the last look before it is written. */
function problemOf(
  graph: RevisionGraph,
  { id, branchLabel }: RevisionRequest,
  path: string,
  text: string,
): string | undefined {
  const header = readHeader(path, text);
  if (branchLabel !== undefined && header.branchLabels.length === 0) {
    return (
      `Version ${id} specified branch_labels ${branchLabel}, however the migration file ${path} does not have them; ` +
      "have you upgraded your script.py.mako to include the 'branch_labels' section?"
    );
  }
  if (header.revision?.value !== id) {
    return `the template gives the file the revision ${header.revision === undefined ? 'None' : pythonQuote(header.revision.value)}`;
  }
  return buildGraph([...graph.headers, header]).failure?.message;
}

function scalar(values: readonly string[], kind: 'tuple' | 'list'): TemplateValue {
  return values.length > 1 ? { kind, items: values } : (values[0] ?? null);
}

function refused(message: string, nextStep: string, crash = false): NewRevisionAnswer {
  return { value: undefined, refusal: { message, crash, nextStep } };
}
