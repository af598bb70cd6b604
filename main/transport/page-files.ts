import { readFile, stat } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join, normalize, sep } from 'node:path';
import { mediaType, SECURITY_HEADERS, securePage } from './page.ts';

/** Sends the file of the renderer that a path names; 404 where there is none. */
export async function sendPage(pages: string, pathname: string, response: ServerResponse): Promise<void> {
  const file = await pageFile(pages, pathname);
  if (file === null) return end(response, 404);
  const bytes = await readFile(file);
  if (file.endsWith('.html')) {
    const page = securePage(bytes.toString('utf8'));
    response.writeHead(200, page.headers);
    response.end(page.body);
    return;
  }
  const immutable = pathname.startsWith('/assets/') ? { 'cache-control': 'public, max-age=31536000, immutable' } : {};
  response.writeHead(200, { ...SECURITY_HEADERS, ...immutable, 'content-type': mediaType(file) });
  response.end(bytes);
}

/** The file a path names; places inside the app get index.html; null outside the folder or where there is nothing. */
async function pageFile(pages: string, pathname: string): Promise<string | null> {
  const wanted = normalize(join(pages, decoded(pathname)));
  if (wanted.includes('\0') || (wanted !== pages && !wanted.startsWith(pages + sep))) return null;
  const isPlace = !wanted.slice(pages.length).includes('.');
  const file = isPlace ? join(pages, 'index.html') : wanted;
  const found = await stat(file).catch(() => null);
  return found?.isFile() ? file : null;
}

function decoded(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return '\0';
  }
}

/** Ends an answer without a word: the status says it. */
export function end(response: ServerResponse, status: number): void {
  response.writeHead(status, { ...SECURITY_HEADERS, 'content-type': 'text/plain; charset=utf-8' });
  response.end();
}
