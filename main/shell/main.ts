import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import { registerAppScheme } from './app-protocol.ts';
import { runDesktop } from './desktop.ts';
import { parseStartOptions } from './start-options.ts';

const options = parseStartOptions(process.argv.slice(1));

// An ASCII folder name: old printer drivers and backup tools stumble over others.
const profileDir = options.profileDir ?? join(app.getPath('appData'), 'aixin-shop');
mkdirSync(profileDir, { recursive: true });
app.setPath('userData', profileDir);
app.enableSandbox();
registerAppScheme();

if (app.requestSingleInstanceLock()) {
  const usualName = options.demo ? 'demo-data' : 'data';
  void app.whenReady().then(() =>
    runDesktop({
      dataDir: options.dataDir ?? join(profileDir, usualName),
      demo: options.demo,
      stateFile: join(profileDir, 'window.json'),
    }),
  );
} else {
  app.quit();
}
