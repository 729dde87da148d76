import type { components } from './schema';

type ErrorBody = components['schemas']['ErrorResponse'];
export type ErrorCode = ErrorBody['errorCode'] | 'OFFLINE';

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
  } catch {
    throw new ApiError('OFFLINE');
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
  );
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
