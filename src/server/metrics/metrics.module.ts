import { Module } from '@nestjs/common';
import { MetricsServer } from './metrics.server.js';
import { StateMetrics } from './state.metrics.js';

@Module({ providers: [MetricsServer, StateMetrics] })
export class MetricsModule {}
