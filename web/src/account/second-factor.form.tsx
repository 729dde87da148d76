import { useState } from 'react';
import { ApiError } from '../api/api-error';
import { askForPasskey } from '../passkeys/ask-for-passkey';
import { arePasskeysAvailable } from '../passkeys/availability';
import type { Methods } from '../session/session.context';
import { CodeField, type SecondFactor, secondFactorOf } from '../ui/code-field';
import { Form, type FormValues } from '../ui/form';

interface Props {
  submit: string;
  methods: Methods;
  /** Sends the request, with what proves a second factor or without. */
  onSubmit: (body: SecondFactor) => Promise<void>;
  isDanger?: boolean;
}

/**
 * For what takes a second factor beside a fresh proof. It is sent without a code first: one that the API has just asked for
 * itself stands for it, and an app has only one at a time. So the field comes when it is needed, and is read after that proof.
 */
export function SecondFactorForm({ submit, methods, onSubmit, isDanger = false }: Props) {
  const [isAsked, setIsAsked] = useState(false);

  async function send(values: FormValues) {
    try {
      await onSubmit({});
    } catch (error) {
      if (!(error instanceof ApiError && error.errorCode === 'SECOND_FACTOR_REQUIRED')) {
        throw error;
      }
      setIsAsked(true);
      if (isAsked) {
        await onSubmit(await secondFactorOf(values));
      } else if (methods[0] === 'passkey' && arePasskeysAvailable()) {
        // Nothing to type: the browser asks for it at once.
        await onSubmit({ passkey: await askForPasskey() });
      }
    }
  }

  return (
    <Form submit={submit} onSubmit={send} isDanger={isDanger}>
      {isAsked && <CodeField methods={methods} autoFocus />}
    </Form>
  );
}
