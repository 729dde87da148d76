import type { SecurityHeadersOptions } from '@nestjs/common';

/** For JSON and pictures: nothing may load, frame or submit anything. */
const apiPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

/** For pages that this server itself serves. */
const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Swagger UI sets styles from its script and has two inline `<style>`. */
const swaggerPolicy = pagePolicy.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'");

export function contentSecurityPolicy(url: string): string {
  return /^\/docs(?:[/?#]|$)/.test(url) ? swaggerPolicy : apiPolicy;
}

/** For the answers that are made where neither Nest's hooks nor ours run. */
export const bareHeaders: Record<string, string> = {
  'Content-Type': 'application/json; charset=utf-8',
  'Cache-Control': 'no-store',
  'Content-Security-Policy': apiPolicy,
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
};

/** The headers of every answer (OWASP ASVS v5.0.0-3.4). The policy depends on the page, so it is set with the answer. */
export const securityHeaders: SecurityHeadersOptions = {
  contentSecurityPolicy: false,
  strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: true },
  crossOriginOpenerPolicy: { policy: 'same-origin' },
  crossOriginResourcePolicy: { policy: 'same-origin' },
  referrerPolicy: { policy: 'no-referrer' },
  xFrameOptions: { action: 'deny' },
};
