// Reads the head of a revision file: its ids, labels, dependencies and message, without looking at what it does.
// A broken file still gives a header, so that the rest of the history stands.
import { parseModule } from '../python/parse';
import type { Module } from '../python/syntax';
import { readAssignments } from './headerAssignments';
import { headerOf, readPlainHeader, type HeaderFacts } from './headerFacts';
import { LATER_ASSIGNMENT } from './headerScan';
import type { ModuleReader } from './metadata';
import type { RevisionHeader } from './revision';

const FIRST_DEFINITION = /^(?:def|class|async|@)/m;

/**
 * Reads the header of one revision file. Never throws; what is wrong is in `problems`. With `readModule`, labels and
 * ids that are constants of other modules of the project are read as well.
 */
export function readHeader(path: string, source: string, readModule?: ModuleReader): RevisionHeader {
  return readPlainHeader(path, source) ?? headerOf(path, source, parsedFacts(source, readModule));
}

function parsedFacts(source: string, readModule: ModuleReader | undefined): HeaderFacts {
  const definition = FIRST_DEFINITION.exec(source);
  if (definition !== null && !LATER_ASSIGNMENT.test(source.slice(definition.index))) {
    const head = parseModule(source.slice(0, definition.index));
    // A definition can stand inside a long string, so damage in the part calls for the whole.
    if (!head.broken) return factsOf(head, readModule);
  }
  return factsOf(parseModule(source), readModule);
}

function factsOf(module: Module, readModule: ModuleReader | undefined): HeaderFacts {
  const { values, spans, hasStarImport } = readAssignments(module.body, readModule);
  const [first] = module.body;
  const literal =
    first?.kind === 'expressionStatement' && first.expression.kind === 'string'
      ? first.expression
      : undefined;
  return {
    values,
    spans,
    docstring: literal?.value,
    docstringSpan: literal?.span,
    isBroken: module.broken,
    hasStarImport,
  };
}
