import { Transform } from 'class-transformer';
import { IfGiven } from '../http/if-given.decorator.js';
import { MailedToken } from '../mailed-links/mailed-token.dto.js';
import { CredentialsDto } from './credentials.dto.js';

export class RegisterDto extends CredentialsDto {
  @IfGiven()
  // As Swagger UI sends it where nobody fills it in.
  @Transform(({ value }: { value: unknown }) => (value === '' ? undefined : value))
  @MailedToken({
    required: false,
    example: '',
    description:
      'What stands after `#invitation=` in the mailed link. It is for the address that it was mailed to.',
  })
  invitation?: string;
}
