/** What the operator can mend. The message is one line that says what, and shows no secret; nobody needs its stack. */
export abstract class OperatorError extends Error {}
