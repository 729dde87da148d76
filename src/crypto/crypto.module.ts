import { Global, Module } from '@nestjs/common';
import { PasswordHasher } from './password-hasher.js';
import { SecretCipher } from './secret-cipher.js';

@Global()
@Module({
  providers: [PasswordHasher, SecretCipher],
  exports: [PasswordHasher, SecretCipher],
})
export class CryptoModule {}
