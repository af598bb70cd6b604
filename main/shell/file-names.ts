import { basename, extname } from 'node:path';

/** A file name that every system takes: no folders, no characters Windows refuses, not hidden, not endless. */
export function safeFileName(suggested: string): string {
  const flat = basename(suggested.replaceAll('\\', '/'))
    .replace(/[<>:"/\\|?*\p{Cc}]/gu, '_')
    .replace(/^[. ]+|[. ]+$/g, '');
  if (flat === '') return '未命名';
  const ending = extname(flat);
  const stem = flat.slice(0, flat.length - ending.length);
  return Array.from(stem).slice(0, 80).join('') + ending;
}
