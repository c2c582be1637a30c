// Where the scripts find and keep things. Everything they fetch or make lies in .cache, which git ignores.
import path from 'node:path';

/** The folder of the checkout, absolute. */
export const ROOT = path.resolve(import.meta.dirname, '..', '..');

/**
 * A path inside .cache.
 * @param {...string} parts
 */
export function cached(...parts) {
  return path.join(ROOT, '.cache', ...parts);
}

/**
 * A path inside the checkout.
 * @param {...string} parts
 */
export function inRoot(...parts) {
  return path.join(ROOT, ...parts);
}
