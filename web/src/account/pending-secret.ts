import { answerOf } from '../api/api-error';
import { api } from '../api/client';
import type { components } from '../api/schema';

/** What an authenticator app is to learn. It replaces nothing until a code from that app confirms it. */
export type PendingSecret = components['schemas']['PendingSecretResponse'];

export const generateSecret = (): Promise<PendingSecret> => answerOf(api.POST('/2fa/generate'));
