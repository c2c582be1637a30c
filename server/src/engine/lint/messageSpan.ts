// Where the message of a revision stands: the first line with text of the docstring, else the first line of the file.
import { firstLine } from './graphProblems';
import type { RevisionHeader } from '../revisions/revision';
import type { Span } from '../text/span';

/** The line to underline when the message is missing or says too little. */
export function messageSpan({ docstringSpan }: RevisionHeader, source: string): Span {
  if (docstringSpan === undefined) return firstLine(source);
  const text = source.slice(docstringSpan.start, docstringSpan.end);
  const opening = /^[a-zA-Z]{0,2}(?:"""|'''|"|')\s*/.exec(text)?.[0] ?? '';
  const begins = opening.includes('\n') ? docstringSpan.start + opening.length : docstringSpan.start;
  const line = /^[^\r\n]*/.exec(source.slice(begins, docstringSpan.end))?.[0] ?? '';
  return { start: begins, end: begins + line.length };
}
