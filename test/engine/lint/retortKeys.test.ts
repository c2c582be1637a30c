// The keys that the rule about [tool.retort] knows are those of the JSON schema for editors.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import {
  CONNECTION_KEYS,
  RETORT_KEYS,
  SEVERITIES,
} from '../../../server/src/engine/lint/configuration/retortKeys';
import { RULES } from '../../../server/src/engine/lint/rules/index';

interface Schema {
  readonly properties: Readonly<Record<string, Schema>>;
  readonly additionalProperties: Schema;
  readonly enum: readonly string[];
}

const file = join(import.meta.dirname, '../../../docs/retort.schema.json');
const schema = JSON.parse(readFileSync(file, 'utf8')) as Schema;

it('are those of docs/retort.schema.json', () => {
  const { rules, connections } = schema.properties;
  expect(Object.keys(schema.properties).sort()).toEqual([...RETORT_KEYS].sort());
  expect(Object.keys(connections?.additionalProperties.properties ?? {})).toEqual(CONNECTION_KEYS);
  expect(Object.keys(rules?.properties ?? {})).toEqual(RULES.map(({ id }) => id));
  for (const rule of Object.values(rules?.properties ?? {})) expect(rule.enum).toEqual(SEVERITIES);
});
