import { Get, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { type Client, FromClient } from '../client/client.decorator.js';
import { generateToken, hashToken } from '../crypto/opaque-token.js';
import { AllowCrossOrigin } from '../http/allow-cross-origin.decorator.js';
import { ApiErrors } from '../http/api-errors.decorator.js';
import { ApiOperation, ApiResponse } from '../http/documentation.js';
import type { HttpRequest, HttpResponse } from '../http/http-request.js';
import { IgnoreBody } from '../http/ignore-body.decorator.js';
import { Environment } from '../options/environment.js';
import { CookiesService } from '../sessions/cookies.service.js';
import { ApiController } from '../sessions/decorators/api-controller.decorator.js';
import { Public } from '../sessions/decorators/public.decorator.js';
import { GateCodesService } from './gate-codes.service.js';
import { GateLogOutService } from './gate-log-out.service.js';
import { MessagePages } from './message-pages.js';
import { ProtectedHosts } from './protected-hosts.js';
import { addressOf, authorizePath, returnTarget } from './return-target.js';
import { TrustedProxyGuard } from './trusted-proxy.guard.js';

/** Answers on the protected hosts themselves, whose proxies send `/.twofold/*` here. */
@ApiController('.twofold', 'Forward-auth')
@Public()
@UseGuards(TrustedProxyGuard)
@ApiErrors('VALIDATION_FAILED', 'UNTRUSTED_PROXY', 'UNKNOWN_HOST')
export class GateController {
  constructor(
    private readonly hosts: ProtectedHosts,
    private readonly codes: GateCodesService,
    private readonly logOuts: GateLogOutService,
    private readonly pages: MessagePages,
    private readonly cookies: CookiesService,
    private readonly adapterHost: HttpAdapterHost,
    private readonly environment: Environment,
  ) {}

  @Get('start')
  @ApiOperation({ summary: 'Log in to a protected host' })
  @ApiResponse({ status: 303 })
  start(
    @Query('rd') rd: unknown,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) reply: HttpResponse,
  ): void {
    const host = this.hosts.of(request);
    // One for all tabs, so that they do not pile up.
    const { gateState: state = generateToken() } = this.cookies.readGate(request);
    this.cookies.writeGateState(reply, state);
    const path = authorizePath(host, hashToken(state).toString('base64url'), returnTarget(rd));
    this.redirect(reply, this.environment.PUBLIC_URL + path);
  }

  @Get('callback')
  @ApiOperation({ summary: 'Back on a protected host, with a code' })
  @ApiResponse({ status: 303 })
  callback(
    @Query('code') code: unknown,
    @FromClient() client: Client,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) reply: HttpResponse,
  ): Promise<string | undefined> {
    const host = this.hosts.of(request);
    // No way on by itself: what fails once would fail again, round and round.
    const link = { href: '/', text: `Continue to ${host}` };
    return this.pages.insteadOfErrors(request, reply, link, async () => {
      const presented = { code: String(code), host, ...this.cookies.readGate(request) };
      const { token, session, returnTo } = await this.codes.redeem(presented, client);
      this.cookies.writeGate(reply, token, session);
      this.redirect(reply, addressOf(host, returnTo));
      return undefined;
    });
  }

  @Post('log-out')
  // Of the protected host, which is another than ours: its `Origin` is checked below.
  @AllowCrossOrigin()
  @IgnoreBody()
  @ApiOperation({ summary: 'Log out everywhere', description: 'For a form on a page of the protected host.' })
  @ApiResponse({ status: 303 })
  async logOut(
    @FromClient() client: Client,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) reply: HttpResponse,
  ): Promise<void> {
    const host = this.hosts.of(request);
    const { gate } = this.cookies.readGate(request);
    const { origin, 'sec-fetch-site': site } = request.headers;
    await this.logOuts.logOut({ host, gate, origin, site }, client);
    this.cookies.clearGate(reply);
    this.redirect(reply, addressOf(host, '/'));
  }

  private redirect(reply: HttpResponse, location: string): void {
    this.adapterHost.httpAdapter.redirect(reply, 303, location);
  }
}
