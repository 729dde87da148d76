import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

interface Answer {
  description: string;
  content?: Record<string, { schema?: object }>;
}

interface OpenApiDocument {
  components: { schemas: Record<string, { additionalProperties?: boolean }> };
  paths: Record<string, Record<string, { responses: Record<string, Answer> }>>;
}

const document = JSON.parse(
  readFileSync(new URL('../../openapi.json', import.meta.url), 'utf8'),
) as OpenApiDocument;

// A property that is not documented could be one that nobody should see.
Object.values(document.components.schemas).forEach((schema) => {
  schema.additionalProperties = false;
});

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema({ $id: 'openapi.json', ...document });

const paths = Object.keys(document.paths).map((template) => ({
  template,
  pattern: new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
}));

/** What came back from the API, whoever asked. */
export interface SeenAnswer {
  method: string;
  path: string;
  status: number;
  contentType: string;
  /** Parsed, when it is JSON. */
  body: unknown;
}

/**
 * Checks an answer against `openapi.json`: its status, its media type and its body must stand there. Paths that are none of
 * the API's (pages, pictures, unknown ones) are not looked at.
 *
 * @throws Error
 */
export function checkAgainstContract({ method, path, status, contentType, body }: SeenAnswer): void {
  const template = paths.find(({ pattern }) => pattern.test(path))?.template;
  const operation = template && document.paths[template]?.[method.toLowerCase()];
  if (!operation) {
    return;
  }
  const name = `${method} ${template} -> ${status}`;
  const answer = operation.responses[status];
  if (!answer) {
    throw new Error(`${name} is not documented: ${JSON.stringify(body)}`);
  }
  const mediaType = contentType.split(';', 1)[0] ?? '';
  if (!answer.content) {
    if (mediaType) {
      throw new Error(`${name} is documented without a body, but has ${mediaType}.`);
    }
    return;
  }
  if (!answer.content[mediaType]) {
    throw new Error(`${name} is not documented as ${mediaType}.`);
  }
  if (mediaType === 'application/json') {
    checkBody(
      name,
      pointer('paths', template, method.toLowerCase(), 'responses', status, 'content', mediaType),
      body,
    );
  }
}

function checkBody(name: string, place: string, body: unknown): void {
  const validate = ajv.getSchema(`openapi.json#/${place}/schema`);
  if (!validate?.(body)) {
    throw new Error(`${name} has another body than documented: ${ajv.errorsText(validate?.errors)}`);
  }
}

/** RFC 6901, in a URI fragment. */
function pointer(...parts: (string | number)[]): string {
  return parts
    .map((part) => encodeURIComponent(String(part).replaceAll('~', '~0').replaceAll('/', '~1')))
    .join('/');
}
