import { Module } from '@nestjs/common';
import { GracefulClose } from '../graceful-close.js';
import { HealthController } from './health.controller.js';

@Module({ controllers: [HealthController], providers: [GracefulClose] })
export class HealthModule {}
