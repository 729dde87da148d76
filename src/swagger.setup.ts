import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { errorBody } from './errors/api.exception.js';
import { errorCodes, type ErrorCode } from './errors/error-code.js';
import { ErrorResponse } from './http/error.response.js';

const introduction = `
E-mail and password, JWTs in HttpOnly cookies, and a second factor that holds.

**Try it, top to bottom:** register, log in, \`POST /2fa/generate\` (scan the picture with an authenticator app),
\`POST /2fa/turn-on\` with the code that the app shows, log out, log in, \`POST /2fa/authenticate\` with the next code.
The cookies work here as in any browser; there is nothing to paste.

Every error has a stable \`errorCode\` to branch on, and every answer an \`X-Request-Id\`.`;

/** Serves Swagger UI at `/docs`, and the document at `/docs-json`. */
export function setUpSwagger(app: NestFastifyApplication): void {
  SwaggerModule.setup('docs', app, () => createOpenApiDocument(app), {
    jsonDocumentUrl: 'docs-json',
    raw: ['json'],
    customSiteTitle: 'Twofold API',
    swaggerOptions: { persistAuthorization: false, tryItOutEnabled: true, displayRequestDuration: true },
  });
}

export function createOpenApiDocument(app: NestFastifyApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Twofold')
    .setDescription(introduction.trim())
    .setVersion('1')
    .addCookieAuth(
      'Authentication',
      { type: 'apiKey', in: 'cookie', name: 'Authentication' },
      'Authentication',
    )
    .addCookieAuth('Refresh', { type: 'apiKey', in: 'cookie', name: 'Refresh' }, 'Refresh')
    .build();
  const document = SwaggerModule.createDocument(app, config, { extraModels: [ErrorResponse] });
  addCommonErrors(document);
  return document;
}

/** What any route can answer, by the kind of its requests; said here once instead of on each handler. */
function addCommonErrors(document: OpenAPIObject): void {
  for (const path of Object.values(document.paths)) {
    for (const [method, operation] of Object.entries(path) as [string, Operation][]) {
      const codes: ErrorCode[] = ['SERVICE_UNAVAILABLE', 'INTERNAL_ERROR'];
      if (method !== 'get') {
        codes.push('CROSS_ORIGIN_REQUEST');
      }
      if (operation.requestBody) {
        codes.push('VALIDATION_FAILED', 'PAYLOAD_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE');
      }
      codes.forEach((code) => addError(operation, code));
    }
  }
}

interface Operation {
  requestBody?: unknown;
  responses: Record<string, ErrorAnswer>;
}

interface ErrorAnswer {
  description: string;
  content?: Record<string, { schema: unknown; examples?: Record<string, unknown> }>;
}

function addError({ responses }: Operation, code: ErrorCode): void {
  const { status, description } = errorCodes[code];
  const answer = (responses[status] ??= { description: '' });
  if (answer.content?.['application/json']?.examples?.[code]) {
    return;
  }
  answer.description = [answer.description, `\`${code}\`: ${description}`].filter(Boolean).join('\n\n');
  answer.content ??= { 'application/json': { schema: { $ref: '#/components/schemas/ErrorResponse' } } };
  const media = Object.values(answer.content)[0];
  if (media) {
    media.examples = { ...media.examples, [code]: { summary: code, value: errorBody(code, description) } };
  }
}
