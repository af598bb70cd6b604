import { randomBytes } from 'node:crypto';

const SECRET_BYTES = 32;
const SECRET = /^[A-Za-z0-9_-]{43}$/;

/**
 * The names of cookies. Over TLS with the prefix that makes a browser insist on Secure, this very host and the whole
 * path, so that no other program on the same machine can plant one.
 */
export const BROWSER_COOKIE = { plain: 'browser', secure: '__Host-browser' } as const;
export const STATION_COOKIE = '__Host-station';

/** Chromium keeps a cookie for 400 days at most; it is renewed on every visit. */
const STATION_COOKIE_SECONDS = 400 * 24 * 3600;

/** A secret of 256 bits, fit for a cookie. */
export function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}

/** The value of a cookie; null when it is not there, or there twice, which no browser of ours sends. */
export function readCookie(header: string | undefined, name: string): string | null {
  const values = (header ?? '').split(';').flatMap((pair) => {
    const at = pair.indexOf('=');
    return at > 0 && pair.slice(0, at).trim() === name ? [pair.slice(at + 1).trim()] : [];
  });
  return values.length === 1 ? (values[0] ?? null) : null;
}

/** The browser's secret, if it is one that we may have given out. */
export function readBrowserCookie(header: string | undefined, secure: boolean): string | null {
  const value = readCookie(header, secure ? BROWSER_COOKIE.secure : BROWSER_COOKIE.plain);
  return value !== null && SECRET.test(value) ? value : null;
}

/** Ends with the browser, as its windows' sign-ins do. */
export function browserCookie(secret: string, secure: boolean): string {
  const name = secure ? BROWSER_COOKIE.secure : BROWSER_COOKIE.plain;
  return `${name}=${secret}; Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
}

/** What a station is known by from then on; the empty text takes it away. */
export function stationCookie(token: string): string {
  const maxAge = token === '' ? 0 : STATION_COOKIE_SECONDS;
  return `${STATION_COOKIE}=${token}; Path=/; HttpOnly; SameSite=Strict; Secure; Max-Age=${maxAge}`;
}
