import { Global, Module } from '@nestjs/common';
import { MessageAuthenticator } from './message-authenticator.js';
import { PasswordHasher } from './password-hasher.js';
import { SecretCipher } from './secret-cipher.js';

@Global()
@Module({
  providers: [MessageAuthenticator, PasswordHasher, SecretCipher],
  exports: [MessageAuthenticator, PasswordHasher, SecretCipher],
})
export class CryptoModule {}
