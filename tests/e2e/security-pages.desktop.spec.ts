import { expect } from './fixtures.ts';
import { naming, point, preferences, sources, test } from './support/security.ts';

test(point(1), async ({ desktop, elsewhere }) => {
  const outcomes = await desktop.page.evaluate(async (address) => {
    const image = (source: string): Promise<string> =>
      new Promise((resolve) => {
        const element = new Image();
        element.addEventListener('load', () => resolve('reached'));
        element.addEventListener('error', () => resolve('refused'));
        element.src = source;
      });
    const asked = (source: string): Promise<string> =>
      fetch(source).then(
        () => 'reached',
        () => 'refused',
      );
    return [
      await asked(address),
      await image(address),
      await asked('https://example.com/'),
      await image('http://example.com/'),
    ];
  }, elsewhere.address);
  expect(outcomes).toEqual(['refused', 'refused', 'refused', 'refused']);
  // The page's own policy aside: a window without one cannot reach it either.
  const loaded = await desktop.app.evaluate(async ({ BrowserWindow }, address) => {
    const window = new BrowserWindow({ show: false });
    try {
      return await window.loadURL(address).then(
        () => 'loaded',
        (error: unknown) => String(error),
      );
    } finally {
      window.destroy();
    }
  }, elsewhere.address);
  expect(loaded).toContain('ERR_BLOCKED_BY_CLIENT');
  expect(elsewhere.visits).toEqual([]);
});

test(point(2), async ({ desktop }) => {
  expect(await preferences(desktop)).toMatchObject({
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
  });
  // Electron does not tell this one of a window; the page's policy allows no worker to begin with.
  expect(await naming(/nodeIntegrationInWorker: false/)).toEqual(['main/shell/shop-window.ts']);
  const globals = await desktop.page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer', '__dirname'].filter((name) => name in window),
  );
  expect(globals).toEqual([]);
});

test(point(3), async ({ desktop }) => {
  expect(await preferences(desktop)).toMatchObject({ contextIsolation: true });
  const kept = await desktop.page.evaluate(() => {
    const bridge = (window as unknown as { shopShell: Record<string, unknown> }).shopShell;
    const before = bridge['saveFile'];
    const replaced = Reflect.set(bridge, 'saveFile', () => 'mine');
    const removed = Reflect.deleteProperty(bridge, 'saveFile');
    const whole = Reflect.set(window, 'shopShell', {});
    return { same: bridge['saveFile'] === before, replaced, removed, whole };
  });
  expect(kept).toEqual({ same: true, replaced: false, removed: false, whole: false });
});

test(point(4), async ({ desktop }) => {
  expect(await preferences(desktop)).toMatchObject({ sandbox: true });
  // The runtime of these tests runs as root, where Chromium has no sandbox: that it is asked for is read.
  expect((await sources()).get('main/shell/main.ts')).toContain('app.enableSandbox()');
});

test(point(5), async ({ desktop }) => {
  const answers = await desktop.page.evaluate(async () => {
    const state = async (name: string): Promise<string> =>
      navigator.permissions.query({ name: name as PermissionName }).then(
        (found) => found.state,
        () => 'unknown',
      );
    const named = [
      'geolocation',
      'notifications',
      'camera',
      'microphone',
      'midi',
      'clipboard-read',
      'persistent-storage',
    ];
    return [...(await Promise.all(named.map(state))), await Notification.requestPermission()];
  });
  expect(new Set(answers)).toEqual(new Set(['denied']));
  const devices = await desktop.page.evaluate(async () => {
    type Asking = Record<string, Record<string, (options: object) => Promise<unknown>>>;
    const given = navigator as unknown as Asking;
    const ask = async (door: string, method: string, options: object): Promise<string> => {
      const asked = given[door]?.[method];
      if (asked === undefined) return 'absent';
      const answer = await asked.call(given[door], options).then(
        (value) => value,
        () => null,
      );
      return answer === null || (Array.isArray(answer) && answer.length === 0) ? 'refused' : 'given';
    };
    return [
      await ask('mediaDevices', 'getUserMedia', { video: true }),
      await ask('mediaDevices', 'getDisplayMedia', { video: true }),
      await ask('usb', 'requestDevice', { filters: [] }),
      await ask('serial', 'requestPort', {}),
      await ask('hid', 'requestDevice', { filters: [] }),
    ];
  });
  expect(devices).toEqual(['refused', 'refused', 'refused', 'refused', 'refused']);
  // Were the permission given all the same, nobody would choose a device: Electron takes the first where nobody refuses.
  const chosen = await desktop.app.evaluate(({ session }) => {
    const answers: unknown[] = [];
    const event = { preventDefault: () => answers.push('kept') };
    const choose = (device?: unknown): void => void answers.push(device ?? '');
    const emit = session.defaultSession.emit.bind(session.defaultSession) as (...words: unknown[]) => boolean;
    emit('select-hid-device', event, { deviceList: [{ deviceId: 'a' }] }, choose);
    emit('select-usb-device', event, { deviceList: [{ deviceId: 'b' }] }, choose);
    emit('select-serial-port', event, [{ portId: 'c' }], null, choose);
    return answers;
  });
  expect(chosen).toEqual(['kept', '', 'kept', '', 'kept', '']);
});

test(point(6), async ({ desktop }) => {
  expect(await preferences(desktop)).toMatchObject({ webSecurity: true });
});

test(point(7), async ({ desktop }) => {
  const outcome = await desktop.page.evaluate(async () => {
    const policy = async (): Promise<string> =>
      (await fetch(window.location.href)).headers.get('content-security-policy') ?? '';
    const script = document.createElement('script');
    script.textContent = 'document.body.dataset.inline = "ran"';
    document.body.append(script);
    const button = document.createElement('button');
    button.setAttribute('onclick', 'document.body.dataset.handler = "ran"');
    document.body.append(button);
    button.click();
    return {
      inline: document.body.dataset['inline'] ?? 'refused',
      handler: document.body.dataset['handler'] ?? 'refused',
      policies: [await policy(), await policy()],
    };
  });
  expect(outcome).toMatchObject({ inline: 'refused', handler: 'refused' });
  for (const policy of outcome.policies) {
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
  }
  expect(outcome.policies[0]).not.toBe(outcome.policies[1]);
});

test(point(8), async ({ desktop }) => {
  expect(await preferences(desktop)).toMatchObject({ allowRunningInsecureContent: false });
});

test(point(9), async ({ desktop }) => {
  expect(await preferences(desktop)).toMatchObject({ experimentalFeatures: false });
  const switches = await desktop.app.evaluate(({ app }) =>
    ['enable-experimental-web-platform-features', 'enable-features', 'js-flags', 'disable-web-security'].filter(
      (name) => app.commandLine.hasSwitch(name) && !/^(|.*Playwright.*)$/.test(app.commandLine.getSwitchValue(name)),
    ),
  );
  expect(switches.filter((name) => name !== 'enable-features')).toEqual([]);
  expect(await naming(/enable-experimental|enable-features|js-flags|disable-web-security/)).toEqual([]);
});

test(point(10), async ({ desktop }) => {
  expect((await preferences(desktop))['enableBlinkFeatures'] ?? '').toBe('');
  expect(await naming(/BlinkFeatures|enable-blink-features/)).toEqual([]);
});

test(point(11), async ({ desktop }) => {
  expect(await preferences(desktop)).toMatchObject({ webviewTag: false });
  const inert = await desktop.page.evaluate(() => {
    const view = document.createElement('webview');
    view.setAttribute('allowpopups', '');
    view.setAttribute('src', 'app://shop/');
    document.body.append(view);
    return view instanceof HTMLUnknownElement || view.constructor === HTMLElement;
  });
  expect(inert).toBe(true);
});

test(point(12), async ({ desktop }) => {
  const attached = await desktop.app.evaluate(async ({ BrowserWindow, webContents }) => {
    const window = new BrowserWindow({ show: false, webPreferences: { webviewTag: true, sandbox: true } });
    try {
      await window.loadURL('app://shop/');
      const before = webContents.getAllWebContents().length;
      const refused = new Promise<boolean>((resolve) =>
        window.webContents.on('will-attach-webview', (event) => resolve(event.defaultPrevented)),
      );
      await window.webContents.executeJavaScript(
        "const view = document.createElement('webview'); view.src = 'app://shop/'; document.body.append(view); 0",
      );
      return { refused: await refused, more: webContents.getAllWebContents().length - before };
    } finally {
      window.destroy();
    }
  });
  expect(attached).toEqual({ refused: true, more: 0 });
});

test(point(13), async ({ desktop, elsewhere }) => {
  for (const way of ['link', 'assign', 'form', 'refresh', 'frame'] as const) {
    await desktop.page.evaluate(
      ([how, address]) => {
        const add = (name: string, attributes: Record<string, string>): HTMLElement => {
          const element = document.createElement(name);
          for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
          document.body.append(element);
          return element;
        };
        if (how === 'link') add('a', { href: address }).click();
        else if (how === 'assign') window.location.assign(address);
        else if (how === 'form') (add('form', { action: address }) as HTMLFormElement).submit();
        else if (how === 'refresh') add('meta', { 'http-equiv': 'refresh', content: `0;url=${address}` });
        else add('iframe', { src: address });
      },
      [way, elsewhere.address] as const,
    );
    // An answer from the page means that it is still there, after whatever it had begun.
    expect(await desktop.page.evaluate(() => fetch('/').then((answer) => answer.ok))).toBe(true);
    expect(desktop.page.url()).toBe('app://shop/');
  }
  expect(elsewhere.visits).toEqual([]);
});

test(point(14), async ({ desktop, elsewhere }) => {
  const opened = await desktop.page.evaluate((address) => {
    const link = document.createElement('a');
    link.href = address;
    link.target = '_blank';
    document.body.append(link);
    link.click();
    return [address, 'app://shop/', 'about:blank', ''].map((each) => window.open(each) !== null);
  }, elsewhere.address);
  expect(opened).toEqual([false, false, false, false]);
  expect(await desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  expect(elsewhere.visits).toEqual([]);
});
