import { Get, Req, Res, UseGuards } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { ApiException } from '../errors/api.exception.js';
import { ApiErrors } from '../http/api-errors.decorator.js';
import { ApiOperation, ApiResponse } from '../http/documentation.js';
import type { HttpRequest, HttpResponse } from '../http/http-request.js';
import { CookiesService } from '../sessions/cookies.service.js';
import { ApiController } from '../sessions/decorators/api-controller.decorator.js';
import { Public } from '../sessions/decorators/public.decorator.js';
import { TwoFactorEnrolmentRequiredException } from '../users/two-factor-policy.js';
import { EnrolmentRequiredException } from './forward-auth.exceptions.js';
import { ForwardAuthService } from './forward-auth.service.js';
import { forwardedRequestOf } from './forwarded-request.js';
import { startAddress } from './return-target.js';
import { TrustedProxyGuard } from './trusted-proxy.guard.js';

/** Asked by proxies for each request to a protected host. */
@ApiController('forward-auth', 'Forward-auth')
@Public()
@UseGuards(TrustedProxyGuard)
@ApiErrors(
  'VALIDATION_FAILED',
  'NOT_AUTHENTICATED',
  'SECOND_FACTOR_REQUIRED',
  'REAUTHENTICATION_REQUIRED',
  'UNTRUSTED_PROXY',
  'UNKNOWN_HOST',
  'GROUP_REQUIRED',
  'TWO_FACTOR_ENROLMENT_REQUIRED',
)
export class ForwardAuthController {
  constructor(
    private readonly forwardAuth: ForwardAuthService,
    private readonly cookies: CookiesService,
    private readonly adapterHost: HttpAdapterHost,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'May this request pass?',
    description:
      'For Caddy and Traefik. 200 with five headers that say who it is. Who could log in is sent there: a page by a redirect, all else by a 401 with `Location`.',
  })
  @ApiResponse({ status: 200 })
  @ApiResponse({ status: 302 })
  @ApiResponse({ status: 303, description: 'In place of what was no GET' })
  async check(@Req() request: HttpRequest, @Res({ passthrough: true }) reply: HttpResponse): Promise<void> {
    try {
      await this.admit(request, reply);
    } catch (error) {
      const { isNavigation, method, refusal } = this.offerLogIn(error, request, reply);
      if (!isNavigation) {
        throw refusal;
      }
      this.adapterHost.httpAdapter.status(reply, method === 'GET' || method === 'HEAD' ? 302 : 303);
    }
  }

  @Get('nginx')
  @ApiOperation({
    summary: 'May this request pass? For nginx',
    description:
      'Its `auth_request` makes a 500 of a redirect, so there is none: always 401 with `Location`.',
  })
  @ApiResponse({ status: 200 })
  async checkForNginx(
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) reply: HttpResponse,
  ): Promise<void> {
    try {
      await this.admit(request, reply);
    } catch (error) {
      throw this.offerLogIn(error, request, reply).refusal;
    }
  }

  private async admit(request: HttpRequest, reply: HttpResponse): Promise<void> {
    const { gate } = this.cookies.readGate(request);
    const headers = await this.forwardAuth.admit(() => forwardedRequestOf(request), gate);
    for (const [name, value] of Object.entries(headers)) {
      this.adapterHost.httpAdapter.setHeader(reply, name, value);
    }
  }

  /** @throws the error itself where logging in would not help. */
  private offerLogIn(error: unknown, request: HttpRequest, reply: HttpResponse) {
    const isHeldUp = error instanceof TwoFactorEnrolmentRequiredException;
    if (!isHeldUp && !(error instanceof ApiException && error.getStatus() === 401)) {
      throw error;
    }
    const forwarded = forwardedRequestOf(request);
    // A person can be led to where a second factor is turned on; a script gets the 403 that it gets everywhere.
    if (isHeldUp && !forwarded.isNavigation) {
      throw error;
    }
    const location = startAddress(forwarded.host, forwarded.target);
    this.adapterHost.httpAdapter.setHeader(reply, 'Location', location);
    return { ...forwarded, refusal: isHeldUp ? new EnrolmentRequiredException() : error };
  }
}
