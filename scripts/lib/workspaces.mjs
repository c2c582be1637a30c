// Copies of the example projects to work in, so that trying them out leaves the checkout as it was.
import { cp, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { inRoot } from './paths.mjs';

const LEFT_OUT = new Set(['.retort', '.venv', '__pycache__']);

/**
 * Copies examples into a folder, fresh.
 * @param {string} folder
 * @param {readonly string[]} examples names in examples/
 */
export async function copyExamples(folder, examples) {
  for (const example of examples) {
    const target = path.join(folder, example);
    await rm(target, { recursive: true, force: true });
    await mkdir(target, { recursive: true });
    await cp(inRoot('examples', example), target, {
      recursive: true,
      filter: (source) => !LEFT_OUT.has(path.basename(source)),
    });
  }
}
