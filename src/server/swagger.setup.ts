import { STATUS_CODES } from 'node:http';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { exampleOf as errorExampleOf } from '../http/api-errors.decorator.js';
import { escapeHtml } from '../http/escape-html.js';
import { errorCodes, type ErrorCode } from '../errors/error-code.js';
import { documented } from '../http/documentation.js';
import { ErrorResponse } from '../http/error.response.js';

const introduction = `
E-mail and password, JWTs in HttpOnly cookies, and a second factor that holds.

**Try it here, in this order:**

1. [Sign up](#/Authentication/registrationRegister), then [log in](#/Authentication/authenticationLogIn) with the same body.
2. [Get a QR code](#/Two-factor%20authentication/twoFactorAuthenticationGenerate): scan the picture in the answer with an authenticator app.
3. [Turn two-factor authentication on](#/Two-factor%20authentication/twoFactorAuthenticationTurnOn) with the 6 digits that the app shows. Keep the backup codes.
4. [Log out](#/Authentication/authenticationLogOut), and [log in](#/Authentication/authenticationLogIn) again: now a code is wanted, too.
5. [Give the next code](#/Two-factor%20authentication/twoFactorAuthenticationAuthenticate) (each works once), and see [who is logged in](#/Authentication/authenticationWhoAmI).

The cookies work here as in any browser: there is nothing to paste. Every error has a stable \`errorCode\` to branch on, and
every answer an \`X-Request-Id\`. Whatever the route, what is no valid HTTP is a 400, over 16 kB of headers are a 431, and a request
that takes over 10 seconds to arrive is a 408. With an https \`PUBLIC_URL\` the cookies' names begin with \`__Host-\`.`;

/** In the order in which a newcomer meets them. */
const tags = {
  Authentication: 'Sign up, log in, stay logged in, log out.',
  'Two-factor authentication': 'A code from an authenticator app as the second step, and backup codes.',
  Passkeys: 'Log in with a passkey, or use it in the place of a code; add, name and remove them.',
  Sessions: 'Where you are logged in.',
  Account: 'What an owner does with the account.',
  Identity: 'Tell other services who you are.',
  'Forward-auth': 'For reverse proxies, and for browsers on the hosts that they protect.',
  Health: 'For load balancers and supervisors.',
};

/** The order in which a newcomer calls them; the others follow. */
const firstPaths = [
  '/authentication/register',
  '/authentication/log-in',
  '/authentication',
  '/authentication/refresh',
  '/authentication/reauthenticate',
  '/authentication/log-out',
  '/2fa/generate',
  '/2fa/turn-on',
  '/2fa/authenticate',
];

/** Serves Swagger UI at `/docs`, and the document at `/docs-json`. */
export async function setUpSwagger(app: NestFastifyApplication, appName: string): Promise<void> {
  const swagger = await documented();
  swagger.SwaggerModule.setup('docs', app, () => createOpenApiDocument(app, swagger, appName), {
    jsonDocumentUrl: 'docs-json',
    raw: ['json'],
    customSiteTitle: `${escapeHtml(appName)} API`,
    // No script can set HttpOnly cookies, so the Authorize dialog would only mislead.
    customCss: '.swagger-ui :is(.topbar, .scheme-container, .authorization__btn) { display: none }',
    swaggerOptions: {
      deepLinking: true,
      defaultModelsExpandDepth: 0,
      displayRequestDuration: true,
      persistAuthorization: false,
      tryItOutEnabled: true,
      onComplete: followLinks,
    },
  });
}

/** Runs in the browser: there the links of the description would open a new tab each. */
function followLinks(): void {
  const page = globalThis as unknown as {
    ui: { layoutActions: { parseDeepLinkHash(hash: string): void } };
    document: { addEventListener(type: 'click', listener: (event: LinkClick) => void): void };
  };
  page.document.addEventListener('click', (event) => {
    const link = event.target.closest('.info a[href^="#/"]');
    if (link) {
      event.preventDefault();
      page.ui.layoutActions.parseDeepLinkHash(decodeURIComponent(link.hash));
    }
  });
}

interface LinkClick {
  target: { closest(selector: string): { hash: string } | null };
  preventDefault(): void;
}

function camelCase(first: string, second: string): string {
  return first.charAt(0).toLowerCase() + first.slice(1) + second.charAt(0).toUpperCase() + second.slice(1);
}

export function createOpenApiDocument(
  app: NestFastifyApplication,
  { DocumentBuilder, SwaggerModule }: Awaited<ReturnType<typeof documented>>,
  appName: string,
): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle(appName)
    .setDescription(introduction.trim())
    .setVersion('1')
    .addServer('/', 'This server')
    .addCookieAuth(
      'Authentication',
      { type: 'apiKey', in: 'cookie', name: 'Authentication', description: 'The access JWT.' },
      'Authentication',
    )
    .addCookieAuth(
      'Refresh',
      { type: 'apiKey', in: 'cookie', name: 'Refresh', description: 'The refresh token.' },
      'Refresh',
    );
  Object.entries(tags).forEach(([name, text]) => config.addTag(name, text));
  const document = SwaggerModule.createDocument(app, config.build(), {
    extraModels: [ErrorResponse],
    operationIdFactory: (controller, method) => camelCase(controller.replace(/Controller$/, ''), method),
  });
  document.paths = inReadingOrder(document.paths);
  for (const path of Object.values(document.paths)) {
    for (const [method, operation] of Object.entries(path) as [string, Operation][]) {
      addCommonErrors(method, operation);
      addCodeExamples(document, operation);
      describeAnswers(operation);
    }
  }
  return document;
}

function inReadingOrder(paths: OpenAPIObject['paths']): OpenAPIObject['paths'] {
  const place = (path: string) => (firstPaths.includes(path) ? firstPaths.indexOf(path) : firstPaths.length);
  return Object.fromEntries(Object.entries(paths).toSorted(([a], [b]) => place(a) - place(b)));
}

interface Operation {
  parameters?: unknown[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, Answer>;
}

interface Answer {
  description: string;
  headers?: Record<string, unknown>;
  content?: Record<string, Media>;
}

interface Media {
  schema?: unknown;
  examples?: Record<string, unknown>;
}

/** See `SameUserGuard`. */
const userIdParameter = {
  name: 'X-User-Id',
  in: 'header',
  required: false,
  description:
    'Whom the request is for, by the `id` of `GET /authentication`. Send it where a page shows an account: with a session of another user nothing is done, and the answer is 409 `OTHER_USER`.',
  schema: { type: 'string', format: 'uuid' },
};

/** What any route can answer, by the kind of its requests; said here once instead of on each handler. */
function addCommonErrors(method: string, operation: Operation): void {
  const codes: ErrorCode[] = ['SERVICE_UNAVAILABLE', 'INTERNAL_ERROR'];
  if (method !== 'get') {
    // Also where no body is wanted: one that is sent all the same is read, and refused if it is none of ours.
    codes.push(
      'CROSS_ORIGIN_REQUEST',
      'VALIDATION_FAILED',
      'OTHER_USER',
      'PAYLOAD_TOO_LARGE',
      'UNSUPPORTED_MEDIA_TYPE',
    );
    (operation.parameters ??= []).push(userIdParameter);
  }
  codes.forEach((code) => addError(operation, code));
}

function addError({ responses }: Operation, code: ErrorCode): void {
  const { status, description: text } = errorCodes[code];
  const answer = (responses[status] ??= { description: '' });
  if (answer.content?.['application/json']?.examples?.[code]) {
    return;
  }
  answer.description = [answer.description, `\`${code}\`: ${text}`].filter(Boolean).join('\n\n');
  answer.content ??= { 'application/json': { schema: { $ref: '#/components/schemas/ErrorResponse' } } };
  const media = Object.values(answer.content)[0];
  if (media) {
    media.examples = { ...media.examples, [code]: { summary: code, value: errorExampleOf(code) } };
  }
}

/** Swagger UI makes its example of all properties of a body, and several answers together are refused. */
function addCodeExamples(document: OpenAPIObject, { requestBody }: Operation): void {
  const media = requestBody?.content['application/json'];
  const example = media && exampleOf(document, media.schema);
  if (media && example?.['twoFactorAuthenticationCode']) {
    // Nobody types a passkey.
    const { twoFactorAuthenticationCode, backupCode, passkey: _, ...rest } = example;
    media.examples = {
      'authenticator app': {
        summary: 'A code from the authenticator app',
        value: { ...rest, twoFactorAuthenticationCode },
      },
      ...(backupCode !== undefined && {
        'backup code': { summary: 'A backup code', value: { ...rest, backupCode } },
      }),
    };
  }
}

function exampleOf(document: OpenAPIObject, schema: unknown): Record<string, unknown> {
  const name = (schema as { $ref?: string }).$ref?.split('/').at(-1) ?? '';
  const { properties = {} } = (document.components?.schemas?.[name] ?? {}) as {
    properties?: Record<string, { example?: unknown; default?: unknown }>;
  };
  return Object.fromEntries(
    Object.entries(properties).map(([key, { example, default: value }]) => [key, example ?? value]),
  );
}

/** Descriptions are required, and who must wait is told how long. */
function describeAnswers({ responses }: Operation): void {
  for (const [status, answer] of Object.entries(responses)) {
    answer.description ||= STATUS_CODES[status] ?? '';
    if (status === '429' || status === '503') {
      answer.headers = {
        'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer', minimum: 1 } },
      };
    }
  }
}
