import { randomBytes } from 'node:crypto';
import { extname } from 'node:path';

/** What the bundler writes into index.html wherever a nonce belongs. */
const NONCE_PLACEHOLDER = /__CSP_NONCE__/g;

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/** A page and the headers it must be served with, the same through both doors. */
export interface Page {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The Content-Type of a file of the renderer, by its ending. */
export function mediaType(file: string): string {
  return MEDIA_TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream';
}

/** A fresh, unguessable nonce for one page. */
function newNonce(): string {
  return randomBytes(18).toString('base64');
}

/**
 * Nothing from elsewhere, no inline script. Inline style elements need the page's nonce; style attributes are allowed
 * because the widget library positions its pop-ups with them.
 */
function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');
}

/** Fills a fresh nonce into a page and gives the headers that go with it. */
export function securePage(html: string): Page {
  const nonce = newNonce();
  return {
    body: html.replace(NONCE_PLACEHOLDER, nonce),
    headers: {
      ...SECURITY_HEADERS,
      'content-type': mediaType('index.html'),
      'cache-control': 'no-store',
      'content-security-policy': contentSecurityPolicy(nonce),
    },
  };
}

/** Headers for every answer of either door, pages and files alike. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};
