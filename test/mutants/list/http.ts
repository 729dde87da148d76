import type { Mutant } from '../mutant.js';

const setUp = 'src/server/app.setup.ts';

/** Requests, other sites and the log. */
export const httpMutants: Mutant[] = [
  {
    promise: 'A page of another site changes nothing.',
    file: setUp,
    from: 'app.enableCsrfProtection({ trustedOrigins: environment.trustedOrigins, exclude: allowsCrossOrigin });',
    to: 'void allowsCrossOrigin;',
    specs: ['responses'],
    tests: 'a page of another origin',
  },
  {
    promise: 'A page of another site reads nothing.',
    file: 'src/server/cross-origin.ts',
    from: 'origin: FRONTEND_ORIGINS,',
    to: 'origin: Boolean(FRONTEND_ORIGINS),',
    specs: ['responses'],
    tests: 'a page of another origin',
  },
  {
    promise: 'A body is JSON, or refused.',
    file: 'src/server/json-body.parser.ts',
    from: `    if (isOfOurRoute(request)) {
      throw`,
    to: `    if (!request) {
      throw`,
    specs: ['requests', 'article-holes'],
    tests: '12: |is a 415',
  },
  {
    promise: 'A body is not deeper than what walks it can bear.',
    file: 'src/http/body-shape.ts',
    from: 'if (depth === MAX_DEPTH) {',
    to: 'if (depth === MAX_DEPTH * 1000) {',
    specs: ['unit/server/json-body.parser'],
    tests: '16 levels',
  },
  {
    promise: 'A body is not larger than 100 kB.',
    file: setUp,
    from: 'bodyLimit: BODY_LIMIT,',
    to: 'bodyLimit: 100 * BODY_LIMIT,',
    specs: ['requests'],
    tests: 'of more than 100 kB',
  },
  {
    promise: 'A slow request is looked after every second.',
    file: setUp,
    from: 'connectionsCheckingInterval: SLOW_REQUESTS_CHECK_INTERVAL,',
    to: 'connectionsCheckingInterval: 30 * SLOW_REQUESTS_CHECK_INTERVAL,',
    specs: ['slow-and-huge-requests'],
    tests: 'is looked after every second',
  },
  {
    promise: 'A property that nobody knows is refused.',
    file: 'src/http/validation.pipe.ts',
    from: 'forbidNonWhitelisted: true,',
    to: 'forbidNonWhitelisted: false,',
    specs: ['requests', 'violations'],
  },
  {
    promise: 'A refusal does not repeat the name of a property that nobody knows.',
    file: 'src/http/validation.pipe.ts',
    from: "if ('whitelistValidation' in constraints) {",
    to: "if ('anything' in constraints) {",
    specs: ['requests', 'violations'],
  },
  {
    promise: 'A property that every object has is refused.',
    file: 'src/http/validation.pipe.ts',
    from: 'if (metadata.metatype && this.toValidate(metadata) && hasInheritedName(value)) {',
    to: 'if (metadata.metatype && this.toValidate(metadata) && !hasInheritedName) {',
    specs: ['inherited-names'],
  },
  {
    promise: 'A client does not choose the id of its request.',
    file: setUp,
    from: 'requestIdHeader: false,',
    to: "requestIdHeader: 'x-request-id',",
    specs: ['responses'],
    tests: 'has an id of its own',
  },
  {
    promise: 'A User-Agent forges no line.',
    file: 'src/client/client.decorator.ts',
    from: ".replace(/[^\\x20-\\x7e]/g, '')",
    to: '',
    specs: ['unit/client/client.decorator'],
  },
  {
    promise: 'The log is not filled by who repeats what is refused.',
    file: 'src/http/log-budget.ts',
    from: 'return current.lines > LINES_PER_WINDOW ? undefined : 0;',
    to: 'return 0;',
    specs: ['unit/http/log-budget', 'refusals-in-log'],
    tests: 'is written 100 times a minute|is not filled by a flood',
  },
  {
    promise: 'A fault of ours tells nothing of itself.',
    file: 'src/http/api-exception.filter.ts',
    from: 'const failure = toApiException(exception) ?? new InternalErrorException();',
    to: "const failure = toApiException(exception) ?? new ApiException('INTERNAL_ERROR', String(exception));",
    specs: ['responses'],
    tests: 'to a fault of ours',
  },
  {
    promise: 'The operator is told of a proxy that is not trusted.',
    file: 'src/server/forwarded-for.ts',
    from: 'if ((request.ips?.length ?? 1) === 1) {',
    to: 'if (request.ips?.length === 0) {',
    specs: ['untrusted-proxy'],
  },
];
