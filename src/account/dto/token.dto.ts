import { MailedToken } from './mailed-token.decorator.js';

export class TokenDto {
  @MailedToken()
  token: string;
}
