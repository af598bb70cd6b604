import { join, normalize, sep } from 'node:path';

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
