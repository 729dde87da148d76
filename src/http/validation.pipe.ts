import { type ArgumentMetadata, ValidationPipe, type ValidationError } from '@nestjs/common';
import { ValidationFailedException } from '../errors/common.exceptions.js';

/** The default text of class-validator repeats the property's name, which is input like any other. */
const UNKNOWN_PROPERTY = 'There is a property that this request does not have';

/** The one validation of bodies, parameters and queries: unknown properties are refused, values never echoed. */
export function createValidationPipe(): ValidationPipe {
  return new StrictValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    validationError: { target: false, value: false },
    exceptionFactory: (errors: ValidationError[]) => refusal(errors.flatMap(sentences)),
  });
}

/**
 * Refuses `toString`, `constructor` and what else every object inherits: class-transformer and class-validator take them for
 * known, or leave them out in silence.
 */
class StrictValidationPipe extends ValidationPipe {
  override transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.metatype && this.toValidate(metadata) && hasInheritedName(value)) {
      throw refusal([UNKNOWN_PROPERTY]);
    }
    return super.transform(value, metadata);
  }
}

/** On any level; how many there are, the body's parser bounds. */
function hasInheritedName(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.entries(value).some(([name, child]) => name in Object.prototype || hasInheritedName(child))
  );
}

function refusal(reasons: string[]): ValidationFailedException {
  return new ValidationFailedException([...new Set(reasons)].map((reason) => `${reason}.`));
}

function sentences(error: ValidationError): string[] {
  if (error.constraints && 'whitelistValidation' in error.constraints) {
    return [UNKNOWN_PROPERTY];
  }
  return [...Object.values(error.constraints ?? {}), ...(error.children ?? []).flatMap(sentences)];
}
