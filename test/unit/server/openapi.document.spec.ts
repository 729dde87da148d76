import { readFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import openapiTS, { astToString } from 'openapi-typescript';
import { expect, it } from 'vitest';
import { describeApi } from '../../../src/server/openapi.document.js';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

// `npm run openapi` mends both of the first two.
it('openapi.json is what the code says (ASVS 2.1.1)', async () => {
  expect(JSON.parse(read('openapi.json'))).toEqual(JSON.parse(JSON.stringify(await describeApi())));
});

it('the client types of the account pages are made from it', async () => {
  const document = JSON.parse(read('openapi.json')) as object;
  const types = astToString(await openapiTS(document as never, { defaultNonNullable: false }));

  // The command writes a header above them.
  expect(read('web/src/api/schema.d.ts').endsWith(types)).toBe(true);
});

it('it is valid OpenAPI 3.1', async () => {
  const validator = new Validator();
  const { valid, errors } = await validator.validate(
    JSON.parse(read('openapi.json')) as Record<string, unknown>,
  );

  expect(errors).toBeUndefined();
  expect(valid).toBe(true);
  expect(validator.version).toBe('3.1');
});

it('each operation has a summary, a tag that is described, and a name of its own', async () => {
  const { paths, tags } = await describeApi();
  const operations = Object.values(paths).flatMap((path) => Object.values(path) as Operation[]);
  const known = tags?.map(({ name }) => name);

  for (const { operationId, summary, tags: own } of operations) {
    expect([operationId, Boolean(summary), known?.includes(own?.[0] ?? '')]).toEqual([
      operationId,
      true,
      true,
    ]);
  }
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
});

it('nobody is asked for a hint or a question: a forgotten password takes the address only (ASVS 6.4.2)', async () => {
  const { components, paths } = await describeApi();
  const schemas = Object.entries(components?.schemas ?? {}) as [string, { properties?: object }][];
  const properties = schemas.flatMap(([, { properties: named = {} }]) => Object.keys(named));
  expect(properties.length).toBeGreaterThan(50);
  expect(properties.filter((name) => /hint|question|birth|maiden|pet/i.test(name))).toEqual([]);
  const body = JSON.stringify(paths['/account/password-reset']?.post?.requestBody);
  const [, schema = ''] = /#\/components\/schemas\/(\w+)/.exec(body) ?? [];
  const [, asked] = schemas.find(([name]) => name === schema) ?? [];
  expect(Object.keys(asked?.properties ?? {})).toEqual(['email']);
});

interface Operation {
  operationId: string;
  summary?: string;
  tags?: string[];
}
