import { domainToASCII } from 'node:url';

/** Letters, digits, dots and hyphens of any script, and a port: neither an address in brackets nor what has to be decoded. */
const HOST = /^(?<name>[\p{L}\p{M}\p{N}._-]{1,253}?)\.?(?::(?<port>\d{1,5}))?$/u;

/** What is spelled so already, as browsers do it: no label that is a number, or of another script. */
const CANONICAL = /^(?!.*xn--)[a-z][a-z\d-]*(?:\.[a-z][a-z\d-]*)*$/;

/**
 * One spelling for each host, as its rules are found by: lower case, ASCII, no dot at the end, no default port. Proxies pass on
 * what the client wrote (Authelia's CVE-2026-48794 was a letter in upper case).
 *
 * @returns undefined for what is no host.
 */
export function canonicalHost(text: string): string | undefined {
  if (text.length <= 253 && CANONICAL.test(text)) {
    return text;
  }
  const { name = '', port } = HOST.exec(text)?.groups ?? {};
  const ascii = domainToASCII(name);
  if (ascii === '') {
    return undefined;
  }
  return port === undefined || port === '443' || port === '80' ? ascii : `${ascii}:${port}`;
}
