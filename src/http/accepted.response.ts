import { ApiProperty } from './documentation.js';

/** The answer where the rest happens by mail; it is the same for every address. */
export class AcceptedResponse {
  @ApiProperty({ type: String, example: 'If that is possible, a mail is on its way.' })
  readonly message = 'If that is possible, a mail is on its way.';
}
