import type { ArgumentMetadata } from '@nestjs/common';
import { StrictValidationPipe } from '../http/validation.pipe.js';
import { isOurType } from '../sessions/decorators/api-controller.decorator.js';

/** Validates what handlers of your own take; ours do it themselves. */
export class OwnValidationPipe extends StrictValidationPipe {
  override transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    return metadata.metatype && isOurType(metadata.metatype)
      ? Promise.resolve(value)
      : super.transform(value, metadata);
  }
}
