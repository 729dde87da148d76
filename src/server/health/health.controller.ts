import { Get } from '@nestjs/common';
import { TwofoldDataSource } from '../../database/twofold.data-source.js';
import { ServiceUnavailableException } from '../../errors/common.exceptions.js';
import { ApiErrors } from '../../http/api-errors.decorator.js';
import { ApiOperation, ApiResponse } from '../../http/documentation.js';
import { ApiController } from '../../sessions/decorators/api-controller.decorator.js';
import { Public } from '../../sessions/decorators/public.decorator.js';
import { GracefulClose } from '../graceful-close.js';
import { HealthResponse } from './health.response.js';

@ApiController('health', 'Health')
@Public()
export class HealthController {
  constructor(
    private readonly dataSource: TwofoldDataSource,
    private readonly gracefulClose: GracefulClose,
  ) {}

  @Get('live')
  @ApiOperation({ summary: 'Whether the process runs', description: 'Restart it if this does not answer.' })
  @ApiResponse({ status: 200, type: HealthResponse })
  live(): HealthResponse {
    return new HealthResponse();
  }

  @Get('ready')
  @ApiOperation({
    summary: 'Whether it can serve',
    description: 'Send it no requests while this is not 200.',
  })
  @ApiResponse({ status: 200, type: HealthResponse })
  @ApiErrors('SERVICE_UNAVAILABLE')
  async ready(): Promise<HealthResponse> {
    if (this.gracefulClose.isClosing) {
      throw new ServiceUnavailableException();
    }
    try {
      await this.dataSource.query('SELECT 1');
    } catch {
      throw new ServiceUnavailableException();
    }
    return new HealthResponse();
  }
}
