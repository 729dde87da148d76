import { randomUUID } from 'node:crypto';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** Who is asking, as far as the network tells: what sessions, events and mails say about a request. */
export interface Client {
  /** From `TRUSTED_PROXIES` only, never from a header that a stranger can set. */
  ip: string;
  userAgent: string;
  /** None for what no request did. */
  requestId?: string;
  /** Nobody on the network: the operator at the command line. */
  isOperator?: true;
  /** Whether nobody waits for an answer any more. */
  readonly hasHungUp?: boolean;
}

/** What stands in the place of an address where the operator did it. */
export const OPERATOR = 'operator';

/** The operator, at the command line. */
export function operatorClient(): Client {
  return { ip: OPERATOR, userAgent: 'Twofold command line', requestId: randomUUID(), isOperator: true };
}

const MAX_USER_AGENT_LENGTH = 256;

export function clientOf(request: FastifyRequest): Client {
  const userAgent = (request.headers['user-agent'] ?? '')
    .replace(/[^\x20-\x7e]/g, '')
    .slice(0, MAX_USER_AGENT_LENGTH);
  const client = { ip: request.ip, userAgent, requestId: request.id };
  // Asked for when the answer counts; and not enumerable, since clients are logged.
  return Object.defineProperty(client, 'hasHungUp', { get: () => request.raw.socket.destroyed });
}

/** Injects the {@link Client} of the request. */
export const FromClient = createParamDecorator((_: unknown, context: ExecutionContext) =>
  clientOf(context.switchToHttp().getRequest<FastifyRequest>()),
);
