// The types of downgrades.mjs, for the tests that use it.
import type { Module } from '../../server/src/engine/python/syntax';

export function withoutDowngrade(module: Module, source: string): string;
export const CATALOGUE: string;
export function catalogueOf(client: {
  query: (sql: string) => Promise<{ rows: any[] }>;
}): Promise<readonly string[]>;
