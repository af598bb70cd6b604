import type { PrintFailure, PrintOutcome, PrinterSettings } from '../../shared/domain/settings/printer.ts';
import type { HouseholdStatus } from '../../shared/domain/household/household.ts';
import type { InboundSource } from '../../shared/domain/goods/goods.ts';

export const HOUSEHOLD_STATUS_TEXT: Readonly<Record<HouseholdStatus, string>> = {
  active: '在册',
  moved: '迁出',
  closed: '销户',
};

export const INBOUND_SOURCE_TEXT: Readonly<Record<InboundSource, string>> = {
  purchase: '采购',
  donation: '捐赠',
  transfer: '调拨',
  opening: '期初',
};

const PRINT_FAILURE_TEXT: Readonly<Record<PrintFailure, string>> = {
  no_printer: '还没有设置打印机',
  unreachable: '打印机连不上，请看电源和网线',
  refused: '打印机不接收，请看是否被别的电脑占用',
  timed_out: '打印机没有反应',
  paper_out: '打印机缺纸，请装纸',
  offline: '打印机脱机，请看盖子和电源',
  broken_off: '打印中途断开，小票可能只打了一半',
};

/** What became of a slip, or null when it is known to be out. */
export function printProblem(outcome: PrintOutcome): string | null {
  return outcome.state === 'lost' ? PRINT_FAILURE_TEXT[outcome.reason] : null;
}

/** How the printer is connected, short enough for the strip at the top. */
export function printerText(printer: PrinterSettings): string {
  const { connection } = printer;
  switch (connection.type) {
    case 'none':
      return '未设置';
    case 'tcp':
      return `网络 ${connection.host}`;
    case 'device':
      return '直连';
    case 'serial':
      return `串口 ${connection.path}`;
    case 'share':
      return '共享打印机';
  }
}
