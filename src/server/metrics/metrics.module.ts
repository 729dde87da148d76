import { Module } from '@nestjs/common';
import { UsersModule } from '../../users/users.module.js';
import { MetricsServer } from './metrics.server.js';
import { StateMetrics } from './state.metrics.js';

@Module({ imports: [UsersModule], providers: [MetricsServer, StateMetrics] })
export class MetricsModule {}
