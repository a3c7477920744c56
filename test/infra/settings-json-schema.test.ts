/** The JSON schema for editors: that of the settings as they are, and no stricter than what decides. */
import { readFileSync } from 'node:fs';
import { SCHEMA_FILE, settingsJsonSchema } from '../../infra/settings-json-schema.ts';
import { settingsSchema } from '../../lambda/settings/schema.ts';

const parsed = (path: string): Record<string, unknown> =>
  JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
const properties = settingsJsonSchema()['properties'] as Readonly<Record<string, Readonly<Record<string, unknown>>>>;

test('is what is committed; `npm run schema` writes it anew', () => {
  expect(parsed(SCHEMA_FILE)).toEqual(settingsJsonSchema());
});

test('knows every setting, with a description, and no other', () => {
  const { $schema, ...own } = properties;
  expect(Object.keys(own)).toEqual(Object.keys(settingsSchema.shape));
  for (const one of Object.values(own)) expect(one['description']).toMatch(/\.$/);
  expect($schema).toEqual({ type: 'string' });
  expect(settingsJsonSchema()).toMatchObject({ required: ['regions'], additionalProperties: false });
});

test('carries ranges, words, patterns and defaults over', () => {
  expect(properties['graceDays']).toMatchObject({ type: 'integer', minimum: 0, maximum: 365, default: 7 });
  expect(properties['mode']).toMatchObject({ enum: ['report', 'quarantine', 'delete'], default: 'delete' });
  expect(properties['regions']).toMatchObject({ minItems: 1, uniqueItems: true });
  expect(properties['regions']).not.toHaveProperty('default');
});

test('is named by the example, which has no key that it does not know', () => {
  const example = parsed('nlb-janitor.example.json');
  expect(example['$schema']).toBe(`./${SCHEMA_FILE}`);
  expect(Object.keys(example).filter((key) => !(key in properties))).toEqual([]);
});
