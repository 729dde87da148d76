import { Delete, Get, HttpCode, Param, UseInterceptors } from '@nestjs/common';
import { type Client, FromClient } from '../client/client.decorator.js';
import { ApiErrors } from '../http/api-errors.decorator.js';
import { ApiOperation, ApiResponse } from '../http/documentation.js';
import { UuidPipe } from '../http/uuid.pipe.js';
import { ApiController } from './decorators/api-controller.decorator.js';
import { Authenticated } from './decorators/authenticated.decorator.js';
import { CurrentSession } from './decorators/current-session.decorator.js';
import { SessionEndingService } from './session-ending.service.js';
import { Session } from './session.entity.js';
import { SessionResponse } from './sessions.dto.js';
import { SessionsService } from './sessions.service.js';
import { UserTurnsInterceptor } from './user-turns.interceptor.js';

@ApiController('sessions', 'Sessions')
@UseInterceptors(UserTurnsInterceptor)
export class SessionsController {
  constructor(
    private readonly sessions: SessionsService,
    private readonly sessionEnding: SessionEndingService,
  ) {}

  @Get()
  @Authenticated()
  @ApiOperation({ summary: 'Where you are logged in' })
  @ApiResponse({ status: 200, type: [SessionResponse] })
  async list(@CurrentSession() current: Session): Promise<SessionResponse[]> {
    const sessions = await this.sessions.listFor(current);
    return sessions.map((session) => new SessionResponse(session, current.id));
  }

  @Delete(':id')
  @HttpCode(204)
  @Authenticated('fresh')
  @ApiOperation({ summary: 'Log one browser out' })
  @ApiResponse({ status: 204 })
  @ApiErrors('NOT_FOUND')
  endOne(
    @Param('id', UuidPipe) id: string,
    @CurrentSession() current: Session,
    @FromClient() client: Client,
  ): Promise<void> {
    return this.sessionEnding.endOne(current, id, client);
  }

  @Delete()
  @HttpCode(204)
  @Authenticated('fresh')
  @ApiOperation({ summary: 'Log all other browsers out' })
  @ApiResponse({ status: 204 })
  endOthers(@CurrentSession() current: Session, @FromClient() client: Client): Promise<void> {
    return this.sessionEnding.endOthers(current, client);
  }
}
