import { Body, HttpStatus, Post, Res } from '@nestjs/common';
import { type Client, FromClient } from '../client/client.decorator.js';
import { AcceptedResponse } from '../http/accepted.response.js';
import { ApiErrors } from '../http/api-errors.decorator.js';
import { ApiOperation, ApiResponse } from '../http/documentation.js';
import type { HttpResponse } from '../http/http-request.js';
import { ApiController } from '../sessions/decorators/api-controller.decorator.js';
import { Public } from '../sessions/decorators/public.decorator.js';
import { TwoFactorPolicy } from '../users/two-factor-policy.js';
import { UserResponse } from '../users/user.response.js';
import { RegisterDto } from './registration.dto.js';
import { RegistrationService } from './registration.service.js';

@ApiController('authentication', 'Authentication')
export class RegistrationController {
  constructor(
    private readonly registration: RegistrationService,
    private readonly policy: TwoFactorPolicy,
  ) {}

  @Post('register')
  @Public()
  @ApiOperation({
    summary: 'Sign up',
    description:
      'Does not log in. A link to confirm the address is mailed. Where confirming is required, that link makes the account; the answer is always 202, and does not tell whether the address was free. With an invitation the address is confirmed already, and the answer 201.',
  })
  @ApiResponse({ status: 201, type: UserResponse })
  @ApiResponse({ status: 202, type: AcceptedResponse })
  @ApiErrors(
    'REGISTRATION_CLOSED',
    'INVITATION_REQUIRED',
    'INVALID_TOKEN',
    'EMAIL_TAKEN',
    'TOO_MANY_ATTEMPTS',
  )
  async register(
    @Body() dto: RegisterDto,
    @FromClient() client: Client,
    @Res({ passthrough: true }) reply: HttpResponse,
  ): Promise<UserResponse | AcceptedResponse> {
    const user = await this.registration.register(dto, client);
    reply.status(user ? HttpStatus.CREATED : HttpStatus.ACCEPTED);
    return user ? new UserResponse(user, this.policy) : new AcceptedResponse();
  }
}
