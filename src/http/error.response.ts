import { errorCodes } from '../errors/error-code.js';
import { violationRules } from '../errors/violation.js';
import { ApiProperty, ApiPropertyOptional } from './documentation.js';

const rules = Object.entries(violationRules).map(([rule, description]) => `- \`${rule}\`: ${description}`);

export class ViolationResponse {
  @ApiProperty({
    type: String,
    nullable: true,
    example: 'password',
    description:
      'Null for what is wrong with the request as a whole; names that are not known are not repeated.',
  })
  property: string | null;

  @ApiProperty({
    enum: Object.keys(violationRules),
    example: 'too-short',
    description: ['Stable: translate this.', '', ...rules].join('\n'),
  })
  rule: string;
}

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

  @ApiPropertyOptional({
    type: 'integer',
    example: -150,
    description:
      'Of `WRONG_TWO_FACTOR_CODE`, where the code was right so many seconds ago (below 0) or will be (above 0): the clocks of the phone and of the server differ by so much, to half a minute. A code to come is told of only when an authenticator is set up.',
  })
  clockDifference?: number;

  @ApiPropertyOptional({
    type: [ViolationResponse],
    description:
      'Of `VALIDATION_FAILED`: what is wrong where, one for each sentence of `message`, in its order.',
  })
  violations?: ViolationResponse[];
}
