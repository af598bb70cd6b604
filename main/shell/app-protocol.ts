import { readFile } from 'node:fs/promises';
import { join, normalize, sep } from 'node:path';
import type { Session } from 'electron';
import { protocol } from 'electron';
import { mediaType, SECURITY_HEADERS, securePage } from '../transport/page.ts';
import { APP_SCHEME } from './channels.ts';

/** Must run before Electron is ready: gives our scheme an origin, fetch and a code cache like https. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/**
 * The file under `root` that a path of the page names, or null when it points outside.
 * Paths without an ending are places inside the app and get index.html.
 */
export function fileForPath(root: string, pathname: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  if (decoded.includes('\0') || decoded.includes('\\')) return null;
  const file = normalize(join(root, decoded));
  if (file !== root && !file.startsWith(root + sep)) return null;
  const last = file.slice(file.lastIndexOf(sep) + 1);
  return file === root || !last.includes('.') ? join(root, 'index.html') : file;
}

/** Pages the shell makes itself, by path; null when the path is not one of them. */
export type OwnPage = (pathname: string) => string | null;

/** Serves `app://shop/` from the built renderer, with a fresh nonce for every page. */
export function serveApp(session: Session, root: string, ownPage: OwnPage): void {
  session.protocol.handle(APP_SCHEME, async (request) => {
    const { host, pathname } = new URL(request.url);
    if (host !== 'shop' || request.method !== 'GET') return new Response(null, { status: 404 });
    const own = ownPage(pathname);
    if (own !== null) return pageResponse(own);
    const file = fileForPath(root, pathname);
    if (file === null) return new Response(null, { status: 404 });
    try {
      const bytes = await readFile(file);
      if (file.endsWith('.html')) return pageResponse(bytes.toString('utf8'));
      return new Response(new Uint8Array(bytes), { headers: { ...SECURITY_HEADERS, 'content-type': mediaType(file) } });
    } catch {
      return new Response(null, { status: 404 });
    }
  });
}

function pageResponse(html: string): Response {
  const page = securePage(html);
  return new Response(page.body, { headers: { ...page.headers } });
}
