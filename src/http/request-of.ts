import type { ExecutionContext } from '@nestjs/common';
import type { HttpRequest } from './http-request.js';
import { upgradeRequestOf } from './upgrade-requests.js';

/** Which context a resolver of `@nestjs/graphql` gets depends on its driver. */
interface GraphqlContext {
  req?: HttpRequest;
  request?: HttpRequest;
  reply?: { request: HttpRequest };
}

/** The HTTP request that a handler serves: of a route, of a GraphQL resolver, or the one that a gateway's socket began as. */
export function requestOf(context: ExecutionContext): HttpRequest {
  const request = findRequest(context);
  if (!request) {
    throw new Error(
      `${context.getClass().name}.${context.getHandler().name} has no HTTP request: a GraphQL context needs it as \`req\`, a gateway the port of the application.`,
    );
  }
  return request;
}

function findRequest(context: ExecutionContext): HttpRequest | undefined {
  switch (context.getType<string>()) {
    case 'ws':
      return upgradeRequestOf(context.switchToWs().getClient<object>());
    case 'graphql': {
      const { req, request, reply } = context.getArgByIndex<GraphqlContext>(2);
      return req ?? request ?? reply?.request;
    }
    default:
      return context.switchToHttp().getRequest<HttpRequest>();
  }
}

export function isSocketMessage(context: ExecutionContext): boolean {
  return context.getType() === 'ws';
}
