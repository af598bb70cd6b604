import type { PrinterConnection, PrinterSettings } from '../../../shared/domain/settings/printer.ts';

export type ConnectionType = PrinterConnection['type'];

/** The printer form as typed; every connection keeps what was typed for it. */
export type PrinterDraft = {
  readonly paperWidthMm: 58 | 80;
  readonly automatic: boolean;
  readonly type: ConnectionType;
  readonly host: string;
  readonly port: string;
  readonly path: string;
  readonly baudRate: string;
};

export const CONNECTION_TEXT: Readonly<Record<ConnectionType, string>> = {
  none: '没有打印机',
  tcp: '网络（网线或无线）',
  device: '直接接在这台电脑上',
  serial: '串口',
  share: '电脑上共享的打印机',
};

export function draftOf(settings: PrinterSettings): PrinterDraft {
  const { connection } = settings;
  return {
    paperWidthMm: settings.paperWidthMm,
    automatic: settings.automatic,
    type: connection.type,
    host: connection.type === 'tcp' ? connection.host : '',
    port: connection.type === 'tcp' ? String(connection.port) : '9100',
    path: 'path' in connection ? connection.path : '',
    baudRate: connection.type === 'serial' ? String(connection.baudRate) : '9600',
  };
}

export function problemsOf(draft: PrinterDraft): Partial<Record<'host' | 'port' | 'path' | 'baudRate', string>> {
  const whole = (text: string, low: number, high: number) =>
    /^\d{1,6}$/.test(text.trim()) && Number(text) >= low && Number(text) <= high;
  switch (draft.type) {
    case 'none':
      return {};
    case 'tcp':
      return {
        ...(draft.host.trim() === '' ? { host: '请填打印机的地址，如 192.168.1.100。' } : {}),
        ...(whole(draft.port, 1, 65_535) ? {} : { port: '端口是 1 到 65535 的整数，一般是 9100。' }),
      };
    case 'serial':
      return {
        ...(draft.path.trim() === '' ? { path: '请填串口，如 COM3。' } : {}),
        ...(whole(draft.baudRate, 1200, 921_600) ? {} : { baudRate: '波特率一般是 9600 或 115200。' }),
      };
    case 'device':
    case 'share':
      return draft.path.trim() === '' ? { path: '请填打印机的路径。' } : {};
  }
}

/** Only for a draft without problems. */
export function settingsOf(draft: PrinterDraft): PrinterSettings {
  return { paperWidthMm: draft.paperWidthMm, automatic: draft.automatic, connection: connectionOf(draft) };
}

function connectionOf(draft: PrinterDraft): PrinterConnection {
  const path = draft.path.trim();
  switch (draft.type) {
    case 'none':
      return { type: 'none' };
    case 'tcp':
      return { type: 'tcp', host: draft.host.trim(), port: Number(draft.port) };
    case 'serial':
      return { type: 'serial', path, baudRate: Number(draft.baudRate) };
    case 'device':
      return { type: 'device', path };
    case 'share':
      return { type: 'share', path };
  }
}
