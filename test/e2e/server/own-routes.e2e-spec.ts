import {
  BadRequestException,
  Body,
  ConflictException,
  Controller,
  ForbiddenException,
  Get,
  GoneException,
  HttpCode,
  HttpException,
  InternalServerErrorException,
  Module,
  NotFoundException,
  Param,
  ParseIntPipe,
  PayloadTooLargeException,
  Post,
  Query,
  Req,
  ServiceUnavailableException,
  UnauthorizedException,
  UnprocessableEntityException,
} from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { IsString } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AllowCrossOrigin, ApiException, Authenticated, Public } from '../../../src/index.js';
import type { Browser } from '../../support/browser.js';
import { TestApp } from '../../support/test-app.js';

class NoteLockedException extends ApiException {
  constructor() {
    super('NOTE_LOCKED', 'Somebody else is writing on it.', 7, {}, 423);
  }
}

/** What a handler throws, by name, and what a client is answered. */
const failures: Record<string, [unknown, number, unknown]> = {
  badRequest: [
    new BadRequestException('no good'),
    400,
    { statusCode: 400, message: 'no good', error: 'Bad Request' },
  ],
  unauthorized: [
    new UnauthorizedException('no key'),
    401,
    { statusCode: 401, message: 'no key', error: 'Unauthorized' },
  ],
  forbidden: [
    new ForbiddenException('not a member'),
    403,
    { statusCode: 403, message: 'not a member', error: 'Forbidden' },
  ],
  notFound: [new NotFoundException(), 404, { statusCode: 404, message: 'Not Found' }],
  conflict: [new ConflictException({ code: 'TAKEN' }), 409, { code: 'TAKEN' }],
  gone: [new GoneException('gone'), 410, { statusCode: 410, message: 'gone', error: 'Gone' }],
  tooLarge: [
    new PayloadTooLargeException('big'),
    413,
    { statusCode: 413, message: 'big', error: 'Payload Too Large' },
  ],
  unprocessable: [
    new UnprocessableEntityException(['a', 'b']),
    422,
    expect.objectContaining({ statusCode: 422 }),
  ],
  payment: [new HttpException('pay first', 402), 402, { statusCode: 402, message: 'pay first' }],
  tooMany: [new HttpException({ wait: 9 }, 429), 429, { wait: 9 }],
  unavailable: [
    new ServiceUnavailableException('later'),
    503,
    { statusCode: 503, message: 'later', error: 'Service Unavailable' },
  ],
  internal: [
    new InternalServerErrorException('broken'),
    500,
    { statusCode: 500, message: 'broken', error: 'Internal Server Error' },
  ],
  statusCode: [
    Object.assign(new Error('teapot'), { statusCode: 418 }),
    418,
    { statusCode: 418, message: 'teapot' },
  ],
  own: [
    new NoteLockedException(),
    423,
    {
      statusCode: 423,
      error: 'Locked',
      message: 'Somebody else is writing on it.',
      errorCode: 'NOTE_LOCKED',
    },
  ],
  error: [new Error('a secret'), 500, expect.objectContaining({ errorCode: 'INTERNAL_ERROR' })],
  text: ['a secret', 500, expect.objectContaining({ errorCode: 'INTERNAL_ERROR' })],
  nothing: [undefined, 500, expect.objectContaining({ errorCode: 'INTERNAL_ERROR' })],
};

class NoteDto {
  @IsString()
  text: string;
}

@Controller('own')
class OwnController {
  @Get('failures/:name')
  @Public()
  fail(@Param('name') name: string): never {
    throw failures[name]?.[0];
  }

  @Get('numbers/:number')
  @Public()
  number(@Param('number', ParseIntPipe) number: number) {
    return { number };
  }

  @Get('texts')
  @Public()
  text(@Query('text') text: string, @Query('number') number: number) {
    return { text, number };
  }

  @Post('notes')
  @HttpCode(200)
  @Authenticated()
  note(@Body() { text }: NoteDto) {
    return { text };
  }

  @Post('echo')
  @HttpCode(200)
  @Public()
  echo(@Req() { body, rawBody }: FastifyRequest & { rawBody?: Buffer }) {
    return { body: Buffer.isBuffer(body) ? body.toString() : body, raw: rawBody?.toString() };
  }

  @Post('hook')
  @HttpCode(200)
  @Public()
  @AllowCrossOrigin()
  hook() {
    return 'heard';
  }

  @Post('little')
  @Public()
  @RouteConfig({ bodyLimit: 10 })
  little() {
    return {};
  }
}

@Module({ controllers: [OwnController] })
class OwnModule {}

describe('a route of your own', () => {
  let app: TestApp;
  let stranger: Browser;

  beforeAll(async () => {
    app = await TestApp.start({}, undefined, [OwnModule]);
    stranger = app.browser();
  });
  afterAll(() => app.stop());

  it.each(Object.entries(failures))('answers %s as it was thrown', async (name, [, status, body]) => {
    const answer = await stranger.get(`/own/failures/${name}`);
    expect({ status: answer.status, body: answer.body as unknown }).toEqual({ status, body });
    expect(JSON.stringify(answer.body)).not.toContain('a secret');
    expect(answer.headers.get('x-request-id')).toBeTruthy();
  });

  it('says when to come back where its own exception does', async () => {
    expect((await stranger.get('/own/failures/own')).headers.get('retry-after')).toBe('7');
  });

  it('keeps what a pipe of Nest says, and has bodies validated as ours are', async () => {
    expect(await stranger.get('/own/numbers/x')).toMatchObject({
      status: 400,
      body: { message: 'Validation failed (numeric string is expected)' },
    });
    const browser = await (await app.account()).logIn();
    expect(await browser.post('/own/notes', { text: 'x' })).toMatchObject({
      status: 200,
      body: { text: 'x' },
    });
    for (const body of [{ text: 7 }, {}, { text: 'x', more: 1 }]) {
      expect(await browser.post('/own/notes', body)).toMatchObject({
        status: 400,
        body: { errorCode: 'VALIDATION_FAILED' },
      });
    }
    expect(await stranger.post('/own/notes', { text: 'x' })).toMatchObject({
      status: 401,
      body: { errorCode: 'NOT_AUTHENTICATED' },
    });
  });

  it('has parameters of the types that it declares', async () => {
    const { body } = await stranger.get('/own/texts?text=a&text=b&number=7');
    expect(body).toEqual({ text: 'a,b', number: 7 });
  });

  const send = (path: string, body: string, type: string, headers: Record<string, string> = {}) =>
    fetch(new URL(path, app.url), { method: 'POST', body, headers: { 'content-type': type, ...headers } });

  it.each([
    ['application/json', '[1, 2]', [1, 2], '[1, 2]'],
    ['application/json', '"text"', 'text', '"text"'],
    ['application/x-www-form-urlencoded', 'a=1&b=x%20y', { a: '1', b: 'x y' }, undefined],
    ['text/plain', 'as it is', 'as it is', undefined],
    ['application/octet-stream', 'bytes', 'bytes', undefined],
  ])('takes %s: %s', async (type, text, body, raw) => {
    const response = await send('/own/echo', text, type);
    expect([response.status, await response.json()]).toEqual([200, { body, ...(raw && { raw }) }]);
  });

  it('takes a megabyte, or what its RouteConfig says', async () => {
    const text = JSON.stringify('x'.repeat(900_000));
    expect((await send('/own/echo', text, 'application/json')).status).toBe(200);
    expect((await send('/own/echo', 'x'.repeat(1_100_000), 'text/plain')).status).toBe(413);
    expect((await send('/own/little', '"123456789"', 'application/json')).status).toBe(413);
    const log = await send(
      '/authentication/log-in',
      JSON.stringify({ email: 'x'.repeat(110_000) }),
      'application/json',
    );
    expect(log.status).toBe(413);
  });

  it('leaves our routes as they are', async () => {
    expect((await send('/authentication/log-in', '[]', 'application/json')).status).toBe(400);
    expect((await send('/authentication/log-in', 'a=1', 'application/x-www-form-urlencoded')).status).toBe(
      415,
    );
    expect(await stranger.get('/own/nowhere')).toMatchObject({
      status: 404,
      body: { errorCode: 'NOT_FOUND' },
    });
  });

  it('is asked where a request comes from, as ours are', async () => {
    const foreign = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    const response = await send('/own/echo', '{}', 'application/json', foreign);
    expect([response.status, await response.json()]).toEqual([
      403,
      expect.objectContaining({ errorCode: 'CROSS_ORIGIN_REQUEST' }),
    ]);
    expect((await send('/own/hook', 'a=1', 'application/x-www-form-urlencoded', foreign)).status).toBe(200);
  });
});
