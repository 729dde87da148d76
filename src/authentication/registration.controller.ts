import { Body, HttpStatus, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Client, FromClient } from '../client/client.decorator.js';
import { AcceptedResponse } from '../http/accepted.response.js';
import { ApiController } from '../http/api-controller.decorator.js';
import { ApiErrors } from '../http/api-errors.decorator.js';
import { ApiOperation, ApiResponse } from '../http/documentation.js';
import { Public } from '../sessions/decorators/public.decorator.js';
import { UserResponse } from '../users/user.response.js';
import { RegisterDto } from './registration.dto.js';
import { RegistrationService } from './registration.service.js';

@ApiController('authentication', 'Authentication')
export class RegistrationController {
  constructor(private readonly registration: RegistrationService) {}

  @Post('register')
  @Public()
  @ApiOperation({
    summary: 'Sign up',
    description:
      'Does not log in. A link to confirm the address is mailed. Where confirming is required, that link makes the account; the answer is always 202, and does not tell whether the address was free.',
  })
  @ApiResponse({ status: 201, type: UserResponse })
  @ApiResponse({ status: 202, type: AcceptedResponse })
  @ApiErrors('EMAIL_TAKEN', 'TOO_MANY_ATTEMPTS')
  async register(
    @Body() dto: RegisterDto,
    @FromClient() client: Client,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<UserResponse | AcceptedResponse> {
    const user = await this.registration.register(dto, client);
    reply.status(user ? HttpStatus.CREATED : HttpStatus.ACCEPTED);
    return user ? new UserResponse(user) : new AcceptedResponse();
  }
}
