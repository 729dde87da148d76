import { applyDecorators } from '@nestjs/common';
import { IsNotEmpty, IsString, MaxLength, ValidateIf } from 'class-validator';
import { ApiProperty } from '../http/documentation.js';

/** Bounds the work on hostile input only; what a new password must be, {@link PasswordPolicy} says. */
const MAX_PASSWORD_LENGTH = 1024;

/** A body property that is a password, never trimmed and never changed. */
export function Password({ required = true } = {}): PropertyDecorator {
  return applyDecorators(
    ApiProperty({
      required,
      type: String,
      format: 'password',
      writeOnly: true,
      maxLength: MAX_PASSWORD_LENGTH,
      example: 'correct horse battery staple',
    }),
    // Not IsOptional, which would let null through.
    ValidateIf((_, value) => required || value !== undefined),
    IsString(),
    IsNotEmpty(),
    MaxLength(MAX_PASSWORD_LENGTH),
  );
}
