import { isIP } from 'node:net';
import { applyDecorators } from '@nestjs/common';
import { IsInt, Max, Min, ValidateBy } from 'class-validator';

export function IsWholeNumber(least: number, most: number): PropertyDecorator {
  const options = { message: `must be a whole number from ${least} to ${most}` };
  return applyDecorators(IsInt(options), Min(least, options), Max(most, options));
}

export function Fits(
  message: string,
  fits: (text: string) => boolean,
  options: { each?: boolean } = {},
): PropertyDecorator {
  const validate = (value: unknown): boolean => typeof value === 'string' && fits(value);
  return ValidateBy({ name: 'fits', validator: { validate } }, { ...options, message });
}

export function isOrigin(text: string): boolean {
  return /^https?:\/\/[^*]+$/.test(text) && URL.canParse(text) && new URL(text).origin === text;
}

export function isHostName(text: string): boolean {
  return URL.canParse(`https://${text}`) && new URL(`https://${text}`).host === text && !isAddress(text);
}

export function isAddress(host: string): boolean {
  return isIP(host.replace(/^\[|\]$/g, '')) !== 0;
}

export function isAddressOrRange(text: string): boolean {
  const [, address = '', bits = '1'] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  return Number(bits) >= 1 && Number(bits) <= { 0: 0, 4: 32, 6: 128 }[isIP(address) as 0 | 4 | 6];
}

export function isAudience(text: string): boolean {
  return /^[\x21-\x7e]{1,256}$/.test(text);
}

export function isMailServer(text: string): boolean {
  return /^smtps?:\/\/\S+$/.test(text) && URL.canParse(text);
}

/** A page, or an address to write to. What `URL` would quietly take out or encode is refused, too. */
export function isSupportUrl(text: string): boolean {
  if (text.length > 2048 || /[\s\p{Cc}]/u.test(text) || !URL.canParse(text)) {
    return false;
  }
  const { protocol, hostname, username, password, pathname } = new URL(text);
  return protocol === 'mailto:'
    ? /^[^@]+@[^@]+$/.test(pathname)
    : /^https?:\/\//i.test(text) && hostname !== '' && username === '' && password === '';
}

/** Without TLS only on this machine, so that nobody on the way says that a password is a good one. */
export function isLookUpUrl(text: string): boolean {
  return (
    URL.canParse(text) && /^(?:https:\/\/|http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])[:/])\S+$/.test(text)
  );
}
