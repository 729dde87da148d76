import type { components } from './schema';

type ErrorBody = components['schemas']['ErrorResponse'];
export type Violation = components['schemas']['ViolationResponse'];
/** Those of the API, and what a browser finds out by itself. */
export type ErrorCode =
  | ErrorBody['errorCode']
  | 'OFFLINE'
  | 'TIMEOUT'
  | 'NO_COOKIES'
  | 'NO_HTTPS'
  | 'PASSKEY_CANCELLED'
  | 'PASSKEY_FAILED';

/** A request that failed, as the screens need it. */
export class ApiError extends Error {
  /** Sentences of the server; several when a body was not valid. */
  readonly sentences: string[];
  /** Milliseconds since 1970; when trying again makes sense. */
  readonly retryAt: number | undefined;

  constructor(
    readonly errorCode: ErrorCode,
    message: string | string[] = '',
    retryAfter?: string | null,
    /** Seconds; of a wrong code that is right at another time. */
    readonly clockDifference?: number,
    /** Of a body that was not valid: one for each sentence. */
    readonly violations: Violation[] = [],
  ) {
    super(String(message));
    this.sentences = [message].flat();
    this.retryAt = retryAfter ? Date.now() + Number(retryAfter) * 1000 : undefined;
  }
}

interface Result<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/**
 * What the API answered.
 *
 * @throws ApiError
 */
export async function answerOf<T>(request: Promise<Result<T>>): Promise<T> {
  let result: Result<T>;
  try {
    result = await request;
  } catch (failure) {
    throw new ApiError(codeOfFailure(failure));
  }
  const { data, error, response } = result;
  if (response.ok) {
    return data as T;
  }
  if (!isErrorBody(error)) {
    // Not from the API: a proxy on the way, say.
    throw new ApiError('SERVICE_UNAVAILABLE');
  }
  throw new ApiError(
    error.errorCode,
    error.message,
    response.headers.get('Retry-After'),
    error.clockDifference,
    error.violations,
  );
}

/** Of a request that brought no answer, or none that can be read. */
function codeOfFailure(failure: unknown): ErrorCode {
  switch ((failure as Error).name) {
    case 'TimeoutError':
      return 'TIMEOUT';
    // No JSON: the log-in page of a hotel's network, say.
    case 'SyntaxError':
      return 'SERVICE_UNAVAILABLE';
    default:
      return 'OFFLINE';
  }
}

/** Leaves the response as it was, for whoever reads it next. */
export async function errorCodeOf(response: Response): Promise<ErrorCode | undefined> {
  if (response.ok) {
    return undefined;
  }
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => undefined);
  return isErrorBody(body) ? body.errorCode : undefined;
}

function isErrorBody(body: unknown): body is ErrorBody {
  return typeof body === 'object' && body !== null && 'errorCode' in body;
}
