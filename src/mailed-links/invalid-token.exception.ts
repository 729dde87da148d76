import { ApiException } from '../errors/api.exception.js';

export class InvalidTokenException extends ApiException {
  constructor() {
    super('INVALID_TOKEN', 'This link is wrong, used or expired. Ask for a new one.');
  }
}
