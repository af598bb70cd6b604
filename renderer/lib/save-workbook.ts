import type { SaveOutcome } from '../../shared/contract/shell-api.ts';
import { shellApi } from './door.ts';

/** Saves a workbook: asks where in the desktop program; in a browser it goes to the downloads, path unknown. */
export async function saveWorkbook(file: File): Promise<SaveOutcome> {
  const shell = shellApi();
  if (shell) return shell.saveFile(file.name, new Uint8Array(await file.arrayBuffer()));
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = file.name;
  link.click();
  // The download has its own hold on the bytes once it has begun.
  window.setTimeout(() => URL.revokeObjectURL(url), 60_000);
  return { kind: 'saved', path: '' };
}
