import { applyDecorators } from '@nestjs/common';
import { errorBody } from '../errors/api.exception.js';
import { errorCodes, type ErrorCode } from '../errors/error-code.js';
import { ApiResponse } from './documentation.js';
import { ErrorResponse } from './error.response.js';

/** Documents failures with an example each; several of one status add up. */
export function ApiErrors(...codes: ErrorCode[]): MethodDecorator & ClassDecorator {
  return applyDecorators(
    ...codes.map((code) => {
      const { status, description } = errorCodes[code];
      return ApiResponse({
        status,
        description: `\`${code}\`: ${description}`,
        type: ErrorResponse,
        examples: { [code]: { summary: code, value: errorBody(code, exampleMessage(code)) } },
      });
    }),
  );
}

function exampleMessage(code: ErrorCode): string | string[] {
  const { description } = errorCodes[code];
  return code === 'VALIDATION_FAILED' ? ['email must be an e-mail address.'] : description;
}
