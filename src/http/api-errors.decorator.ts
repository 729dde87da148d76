import { applyDecorators } from '@nestjs/common';
import { errorBody } from '../errors/api.exception.js';
import { ValidationFailedException } from '../errors/common.exceptions.js';
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
        examples: { [code]: { summary: code, value: exampleOf(code) } },
      });
    }),
  );
}

/** For the documentation. */
export function exampleOf(code: ErrorCode): object {
  const example = { property: 'email', rule: 'not-an-email-address' } as const;
  return code === 'VALIDATION_FAILED'
    ? (new ValidationFailedException([
        { ...example, sentence: 'email must be an e-mail address.' },
      ]).getResponse() as object)
    : errorBody(code, errorCodes[code].description);
}
