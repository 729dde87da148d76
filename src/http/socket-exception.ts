import { createRequire } from 'node:module';
import type { ExecutionContext } from '@nestjs/common';
import { isSocketMessage } from './request-of.js';
import { toApiException } from './to-api-exception.js';

type WebSockets = { WsException: new (error: object) => Error };

/** A refusal as the kind of handler that it is for can tell its client: gateways know `WsException` alone. */
export function refusalFor(context: ExecutionContext, error: unknown): unknown {
  const known = isSocketMessage(context) ? toApiException(error) : undefined;
  if (!known) {
    return error;
  }
  // An optional peer, which is there wherever a gateway is.
  const { WsException } = createRequire(import.meta.url)('@nestjs/websockets') as WebSockets;
  return new WsException(known.getResponse() as object);
}
