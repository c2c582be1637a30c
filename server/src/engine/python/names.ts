// The names of a file: what its imports bind, and which names its expressions use.
import type { Span } from '../text/span';
import { descendants } from './find';
import type { SyntaxNode } from './children';
import type { Module } from './syntax';

/** One name bound by an import. */
export interface ImportBinding {
  /** The local name: `np` of `import numpy as np`, `os` of `import os.path`, `*` of a star import. */
  readonly local: string;
  /** What it stands for, dotted: `numpy`, `os`, `alembic.op`; relative imports keep their dots in front. */
  readonly path: string;
  /** The name (with its `as`) in the import statement. */
  readonly span: Span;
}

/** All imports of a file, those inside functions and branches included, in source order. */
export function importBindings(module: Module): readonly ImportBinding[] {
  const bindings: ImportBinding[] = [];
  for (const node of descendants(module)) {
    if (node.kind === 'import') {
      for (const { name, as, span } of node.names) {
        const [first] = name.split('.');
        bindings.push(
          as === undefined
            ? { local: first ?? name, path: first ?? name, span }
            : { local: as, path: name, span },
        );
      }
    } else if (node.kind === 'importFrom') {
      const prefix = '.'.repeat(node.level) + node.module;
      for (const { name, as, span } of node.names) {
        const path = prefix.endsWith('.') ? prefix + name : `${prefix}.${name}`;
        bindings.push({ local: as ?? name, path, span });
      }
    }
  }
  return bindings;
}

/** Every name that occurs in an expression under `root`, assigned or read; guesses in broken nodes included. */
export function usedNames(root: SyntaxNode): ReadonlySet<string> {
  const names = new Set<string>();
  for (const node of descendants(root, true)) if (node.kind === 'name') names.add(node.name);
  return names;
}
