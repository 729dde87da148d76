import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { Matches } from 'class-validator';
import type { RuleContext } from '../errors/violation.js';

export const nameSchema = { type: String, minLength: 1, maxLength: 64, example: 'My phone' };

/** A property that names something: without control characters, since mails have it. */
export function IsName(): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value)),
    Matches(/^[^\p{Cc}\p{Surrogate}]{1,64}$/u, {
      message: '$property must have 1 to 64 characters',
      context: { rule: 'not-a-name' } satisfies RuleContext,
    }),
  );
}
