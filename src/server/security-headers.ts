import type { SecurityHeadersOptions } from '@nestjs/common';
import { isPagePath } from '../http/page-paths.js';
import { apiHeaders, apiPolicy, pagePolicy } from '../http/response-headers.js';

/** Swagger UI sets styles from its script, has two inline `<style>`, and shows pictures that it was answered. */
const swaggerPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export function contentSecurityPolicy(url: string): string {
  if (isPagePath(url)) {
    return pagePolicy;
  }
  return /^\/docs(?:[/?#]|$)/.test(url) ? swaggerPolicy : apiPolicy;
}

/** For the answers that are made where neither Nest's hooks nor ours run. */
export const bareHeaders: Record<string, string> = {
  'Content-Type': 'application/json; charset=utf-8',
  ...apiHeaders,
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
};

/**
 * The headers of every answer (OWASP ASVS v5.0.0-3.4). The policy depends on the page, so it is set with the answer.
 *
 * Each header costs 1.5 % of a guarded request, so those are left out that no browser of this decade heeds, or none for
 * answers that may load and run nothing.
 */
export const securityHeaders: SecurityHeadersOptions = {
  contentSecurityPolicy: false,
  strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: true },
  crossOriginOpenerPolicy: { policy: 'same-origin' },
  crossOriginResourcePolicy: { policy: 'same-origin' },
  referrerPolicy: { policy: 'no-referrer' },
  xFrameOptions: { action: 'deny' },
  originAgentCluster: false,
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
};
