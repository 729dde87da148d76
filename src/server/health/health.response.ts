import { ApiProperty } from '../../http/documentation.js';

export class HealthResponse {
  @ApiProperty({ enum: ['ok'] })
  readonly status = 'ok';
}
