/** What `RouteConfig` of `@nestjs/platform-fastify` sets, which a host on Express does not have. */
const METADATA = '__fastify_route_config__';

/** What the server knows of a route before there is a handler. */
export interface RouteConfig {
  isOurs?: boolean;
  /** Bytes; for a route of your own. */
  bodyLimit?: number;
  allowsCrossOrigin?: boolean;
  /** Of whatever kind it is, it is read and thrown away. */
  ignoresBody?: boolean;
}

export function addRouteConfig(handler: object, config: RouteConfig): void {
  Reflect.defineMetadata(METADATA, { ...Reflect.getMetadata(METADATA, handler), ...config }, handler);
}
