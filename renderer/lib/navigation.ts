import { useSyncExternalStore } from 'react';

export type Location = { readonly path: string; readonly query: URLSearchParams };

let cached: { readonly hash: string; readonly location: Location } | null = null;

function current(): Location {
  const { hash } = window.location;
  if (cached?.hash !== hash) cached = { hash, location: parse(hash) };
  return cached.location;
}

function parse(hash: string): Location {
  const [path = '', search = ''] = hash.replace(/^#/, '').split('?');
  return { path: path === '' ? '/' : path, query: new URLSearchParams(search) };
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

/** The place the window is at. Kept behind # so that every door serves the same single page. */
export function useLocation(): Location {
  return useSyncExternalStore(subscribe, current);
}

export function href(path: string, query: Readonly<Record<string, string>> = {}): string {
  const search = new URLSearchParams(query).toString();
  return `#${path}${search === '' ? '' : `?${search}`}`;
}

export function go(path: string, query: Readonly<Record<string, string>> = {}): void {
  window.location.hash = href(path, query);
}
