import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { scenarioJsonSchema } from './ScenarioDocument.ts';

interface Schema {
  readonly description?: string;
  readonly properties?: Record<string, Schema>;
  readonly required?: string[];
  readonly additionalProperties?: boolean;
  readonly [key: string]: unknown;
}
const schema = scenarioJsonSchema() as Schema;

/** Every schema within a schema, with its path. */
function* within(value: unknown, path = '#'): Generator<[string, Schema]> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value) && !path.endsWith('/properties')) yield [path, value as Schema];
  for (const [key, inner] of Object.entries(value)) {
    if (!['default', 'enum', 'required'].includes(key)) yield* within(inner, `${path}/${key}`);
  }
}

describe('the JSON Schema of a scenario', () => {
  test('names every part of a file', () => {
    expect(schema['$schema']).toBe('https://json-schema.org/draft/2020-12/schema');
    expect(Object.keys(schema.properties ?? {})).toEqual([
      'schemaVersion',
      'name',
      'title',
      'about',
      'seed',
      'duration',
      'nodes',
      'wires',
      'faults',
    ]);
    expect(schema.required).toEqual(['schemaVersion', 'name', 'title', 'duration', 'nodes']);
  });

  test('explains every setting of every node', () => {
    const { items } = (schema.properties?.['nodes'] ?? {}) as { items: Schema };
    const nodes = items['oneOf'] as Schema[];
    expect(nodes.map((node) => node.properties?.['kind']?.['const'])).toEqual([
      'producer',
      'service',
      'broker',
      'exchange',
      'queue',
      'consumer',
      'log',
      'group',
    ]);
    for (const node of nodes) {
      for (const [key, setting] of Object.entries(node.properties ?? {})) {
        expect(setting.description, `${node.properties?.['kind']?.['const']}.${key}`).toBeTruthy();
      }
    }
  });

  test('allows no key that it does not name', () => {
    for (const [path, part] of within(schema)) {
      if (part['type'] === 'object') expect(part.additionalProperties, path).toBe(false);
    }
  });

  test('refuses what the reader refuses', () => {
    const check = z.fromJSONSchema(schema);
    const file = {
      schemaVersion: 1,
      name: 'a',
      title: 'A',
      duration: '1s',
      nodes: [{ kind: 'broker', id: 'broker' }],
    };
    expect(z.safeParse(check, file).success).toBe(true);
    for (const wrong of [
      { schemaVersion: 2 },
      { name: 'A' },
      { title: 'a\u202e' },
      { duration: '1 s' },
      { nodes: [{ kind: 'broker', id: 'broker', speed: 1 }] },
      { nodes: [{ kind: 'queue', id: 'queue' }] },
      { nodes: Array(51).fill({ kind: 'broker', id: 'broker' }) },
      { extra: 1 },
    ]) {
      expect(z.safeParse(check, { ...file, ...wrong }).success, JSON.stringify(wrong)).toBe(false);
    }
  });
});
