import { ApiProperty } from '@nestjs/swagger';
import { errorCodes } from '../errors/error-code.js';

/** The body of every failure. */
export class ErrorResponse {
  @ApiProperty({ type: 'integer', example: 401 })
  statusCode: number;

  @ApiProperty({ example: 'Unauthorized' })
  error: string;

  @ApiProperty({
    description: 'A sentence a person can act on; a list of them when the body is not valid.',
    oneOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }],
  })
  message: string | string[];

  @ApiProperty({ enum: Object.keys(errorCodes), description: 'Stable: branch on this.' })
  errorCode: string;
}
