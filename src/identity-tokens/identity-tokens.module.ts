import { Module } from '@nestjs/common';
import { DatabaseModule } from '../database/database.module.js';
import { IdentityTokensController } from './identity-tokens.controller.js';
import { IdentityTokensService } from './identity-tokens.service.js';
import { SigningKey } from './signing-key.entity.js';
import { SigningKeysService } from './signing-keys.service.js';

@Module({
  imports: [DatabaseModule.forFeature([SigningKey])],
  controllers: [IdentityTokensController],
  providers: [IdentityTokensService, SigningKeysService],
  exports: [IdentityTokensService, SigningKeysService],
})
export class IdentityTokensModule {}
