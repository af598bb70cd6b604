import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import { defaultDataFolder } from '../host/data-folder.ts';
import { registerAppScheme } from './app-protocol.ts';
import { runDesktop } from './desktop.ts';
import { parseStartOptions } from './start-options.ts';

const options = parseStartOptions(process.argv.slice(1));

// An ASCII folder name: old printer drivers and backup tools stumble over others.
const profileDir = options.profileDir ?? join(app.getPath('appData'), 'aixin-shop');
mkdirSync(profileDir, { recursive: true });
app.setPath('userData', profileDir);
// Chromium cannot sandbox a program that root runs, and enabling it here would overrule the switch that says so.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
// The words Chromium itself shows (file choosers, hints of fields) in the language of the program.
app.commandLine.appendSwitch('lang', 'zh-CN');
registerAppScheme();

if (app.requestSingleInstanceLock()) {
  void app.whenReady().then(() =>
    runDesktop({
      dataDir: options.dataDir ?? defaultDataFolder(options.demo ? 'demo' : 'shop'),
      demo: options.demo,
      stateFile: join(profileDir, 'window.json'),
    }),
  );
} else {
  // Nothing is open yet: no need to ask anyone before leaving.
  app.exit(0);
}
