/** What a host asks for beyond the environment; injected by this class. */
export abstract class HostOptions {
  /** Guards every route of the host that is not `@Public()`, as with `@Authenticated()`. */
  abstract readonly protectAllRoutes?: boolean;
  /** Serves the account pages. */
  abstract readonly pages?: boolean;
}
