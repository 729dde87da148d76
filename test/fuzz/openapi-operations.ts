import { readFileSync } from 'node:fs';

export interface JsonSchema {
  $ref?: string;
  type?: string;
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  enum?: unknown[];
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  required?: string[];
}

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  schema: JsonSchema;
}

/** One method of one path of `openapi.json`. */
export interface Operation {
  /** As in `POST /authentication/log-in`. */
  name: string;
  method: string;
  path: string;
  body?: JsonSchema;
  parameters: Parameter[];
  successes: number[];
  /** The documented `errorCode`s, by status. */
  errorCodes: Record<string, string[]>;
}

interface Media {
  schema: JsonSchema;
  examples?: Record<string, unknown>;
}

interface DocumentedOperation {
  parameters?: Parameter[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, { content?: Record<string, Media> }>;
}

const document = JSON.parse(readFileSync(new URL('../../openapi.json', import.meta.url), 'utf8')) as {
  paths: Record<string, Record<string, DocumentedOperation>>;
  components: { schemas: Record<string, JsonSchema> };
};

/** Everything that the API says it can do. */
export const operations: Operation[] = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, documented]) => operation(method.toUpperCase(), path, documented)),
);

function operation(
  method: string,
  path: string,
  { parameters = [], requestBody, responses }: DocumentedOperation,
): Operation {
  const body = requestBody?.content['application/json']?.schema;
  const errorCodes = Object.entries(responses).map(([status, { content }]) => [
    status,
    Object.keys(content?.['application/json']?.examples ?? {}),
  ]);
  return {
    name: `${method} ${path}`,
    method,
    path,
    ...(body && { body: dereferenced(body) }),
    parameters,
    successes: Object.keys(responses)
      .map(Number)
      .filter((status) => status < 300),
    errorCodes: Object.fromEntries(errorCodes) as Record<string, string[]>,
  };
}

function dereferenced(schema: JsonSchema): JsonSchema {
  const name = schema.$ref?.split('/').at(-1);
  return (name && document.components.schemas[name]) || schema;
}
