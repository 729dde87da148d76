import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { ValidationFailedException } from '../errors/common.exceptions.js';

/** The one validation of bodies, parameters and queries: unknown properties are refused, values never echoed. */
export function createValidationPipe(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    validationError: { target: false, value: false },
    exceptionFactory: (errors: ValidationError[]) =>
      new ValidationFailedException(
        [...new Set(errors.flatMap(sentences))].map((sentence) => `${sentence}.`),
      ),
  });
}

function sentences(error: ValidationError): string[] {
  if (error.constraints && 'whitelistValidation' in error.constraints) {
    // The default text repeats the property's name, which is input like any other.
    return ['There is a property that this request does not have'];
  }
  return [...Object.values(error.constraints ?? {}), ...(error.children ?? []).flatMap(sentences)];
}
