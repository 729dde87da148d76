import { ApiProperty, ApiPropertyOptional } from '../../http/documentation.js';
import { IfGiven } from '../../http/if-given.decorator.js';
import { IsName, nameSchema } from '../is-name.decorator.js';
import { IsRegistration, type RegistrationJson } from './credential.dto.js';
import type { Passkey } from './passkey.entity.js';
import { userHandleOf } from './user-handle.js';

export class AddPasskeyDto {
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: '`RegistrationResponseJSON`: what `navigator.credentials.create` made of the options.',
  })
  @IsRegistration()
  response: RegistrationJson;

  @ApiPropertyOptional({ ...nameSchema, description: 'Unless given: that of the model, or "Passkey".' })
  @IfGiven()
  @IsName()
  name?: string;
}

export class RenamePasskeyDto {
  @ApiProperty(nameSchema)
  @IsName()
  name: string;
}

export class PasskeyResponse {
  @ApiProperty({ format: 'uuid' })
  readonly id: string;

  @ApiProperty({ description: 'Base64url' })
  readonly credentialId: string;

  @ApiProperty({ example: 'My phone' })
  readonly name: string;

  @ApiProperty({ format: 'date-time' })
  readonly createdAt: Date;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly lastUsedAt: Date | null;

  @ApiProperty({ description: 'Whether it is synced between devices, as of its last use.' })
  readonly isBackedUp: boolean;

  @ApiProperty({ type: [String], example: ['internal', 'hybrid'] })
  readonly transports: string[];

  constructor(passkey: Passkey) {
    this.id = passkey.id;
    this.credentialId = passkey.credentialId.toString('base64url');
    this.name = passkey.name;
    this.createdAt = passkey.createdAt;
    this.lastUsedAt = passkey.lastUsedAt;
    this.isBackedUp = passkey.isBackedUp;
    this.transports = passkey.transports;
  }
}

/** What the Signal API of browsers needs (WebAuthn Level 3 section 5.1.10). */
export class PasskeysResponse {
  @ApiProperty({ example: 'auth.example.com' })
  readonly rpId: string;

  @ApiProperty({ description: 'The user handle of WebAuthn, base64url' })
  readonly userId: string;

  @ApiProperty({ type: [PasskeyResponse] })
  readonly passkeys: PasskeyResponse[];

  constructor(rpId: string, userId: string, passkeys: Passkey[]) {
    this.rpId = rpId;
    this.userId = userHandleOf(userId);
    this.passkeys = passkeys.map((passkey) => new PasskeyResponse(passkey));
  }
}
