import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where the books live unless told otherwise: the system's folder for application data of this user. */
export function defaultDataFolder(name: 'shop' | 'demo'): string {
  return join(applicationData(), 'aixin-shop', name);
}

function applicationData(): string {
  if (process.platform === 'win32') return process.env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support');
  return process.env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share');
}
