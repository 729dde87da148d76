import { applyDecorators } from '@nestjs/common';
import { IsString, MaxLength } from 'class-validator';
import { ApiProperty } from '../http/documentation.js';

const MAX_LENGTH = 256;

/** A body property that is the token of a mailed link; what looks like none is answered as a wrong one. */
export function MailedToken(
  documentation: { required?: boolean; example?: string; description?: string } = {},
): PropertyDecorator {
  return applyDecorators(
    ApiProperty({
      type: String,
      maxLength: MAX_LENGTH,
      example: 'p2C0bYk1m5sJ8vT3xQ7nW4eR6uZ9aD1fG2hL0oKiJyU',
      description: 'What stands after `#token=` in the mailed link, and on a line of its own below it.',
      ...documentation,
    }),
    IsString(),
    MaxLength(MAX_LENGTH),
  );
}

export class TokenDto {
  @MailedToken()
  token: string;
}
