import { randomUUID } from 'node:crypto';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type HttpRequest, rawOf, requestIdOf } from '../http/http-request.js';
import { requestOf } from '../http/request-of.js';
import { acceptedLanguage } from '../languages/accepted-language.js';
import type { Language } from '../languages/languages.js';

/** Who is asking, as far as the network tells: what sessions, events and mails say about a request. */
export interface Client {
  /** From `TRUSTED_PROXIES` only, never from a header that a stranger can set. */
  ip: string;
  userAgent: string;
  /** None for what no request did. */
  requestId?: string;
  /** Nobody on the network: the operator at the command line. */
  isOperator?: true;
  /** Ours that suits the one who asks best; none where the request says nothing of it. */
  readonly language?: Language | undefined;
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

export function clientOf(request: HttpRequest): Client {
  const userAgent = (request.headers['user-agent'] ?? '')
    .replace(/[^\x20-\x7e]/g, '')
    .slice(0, MAX_USER_AGENT_LENGTH);
  const client = { ip: addressOf(request), userAgent, requestId: requestIdOf(request) };
  // Asked for when the answer counts; and not enumerable, since clients are logged.
  return Object.defineProperties(client, {
    hasHungUp: { get: () => rawOf(request).socket.destroyed },
    language: { get: () => acceptedLanguage(request.headers['accept-language']) },
  });
}

const addresses = new WeakMap<object, string>();

/** For a host that trusts other proxies for us than for itself. */
export function noteAddress(request: HttpRequest, address: string): void {
  addresses.set(rawOf(request), address);
}

function addressOf(request: HttpRequest): string {
  return addresses.get(rawOf(request)) ?? request.ip ?? request.socket.remoteAddress ?? '';
}

/** Injects the {@link Client} of the request. */
export const FromClient = createParamDecorator((_: unknown, context: ExecutionContext) =>
  clientOf(requestOf(context)),
);
