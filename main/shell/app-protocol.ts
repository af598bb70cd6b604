import { readFile } from 'node:fs/promises';
import type { Session } from 'electron';
import { protocol } from 'electron';
import { mediaType, SECURITY_HEADERS, securePage } from '../transport/page.ts';
import { APP_SCHEME } from './channels.ts';
import { fileForPath } from './page-files.ts';

/** Must run before Electron is ready: gives our scheme an origin, fetch and a code cache like https. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
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
