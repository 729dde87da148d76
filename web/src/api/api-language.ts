let language: string | undefined;

/** What the mails are in that the API sends, and its own documents: each request says so. */
export function askForLanguage(next: string): void {
  language = next;
}

export function addLanguage({ headers }: Request): void {
  if (language) {
    headers.set('Accept-Language', language);
  }
}
