import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ShopStatus } from '../../shared/contract/settings.ts';
import type { Operator } from '../../shared/contract/staff.ts';
import { backupAgeText, backupTroubleText, isBackupOverdue } from '../../shared/messages/backup-text.ts';
import { useConnected } from '../lib/connection.ts';
import { longDate } from '../lib/dates.ts';
import { setLargePrint, useLargePrint } from '../lib/preferences.ts';
import { usePrintTrouble } from '../lib/print-state.ts';
import { queries } from '../lib/queries.ts';
import { lockScreen, setSwitching } from '../lib/session-store.ts';
import { useFreshLists, usePulse } from '../lib/use-pulse.ts';
import { printerText } from '../lib/words.ts';
import { OperatorMenu } from './operator-menu.tsx';

export function TopStrip(props: {
  readonly status: ShopStatus;
  readonly operator: Operator;
  readonly onHelp: () => void;
}) {
  const { status, operator } = props;
  const largePrint = useLargePrint();
  return (
    <header className="strip">
      <span className="strip-shop" title={status.shopName}>
        {status.shopName}
        {status.demo ? <span className="soft">（演示）</span> : null}
      </span>
      <span className="strip-date number">{longDate(status.businessDate)}</span>
      <div className="strip-end">
        <PrinterState />
        <BackupAgeState />
        <HostState />
        <DoorsSign />
        <span className="strip-tools">
          <OperatorMenu operator={operator} />
          <Button type="text" onClick={() => setSwitching(true)}>
            换人
          </Button>
          <Button type="text" onClick={() => lockScreen('asked')}>
            <kbd>F12</kbd>锁屏
          </Button>
          <Button type="text" aria-pressed={largePrint} onClick={() => setLargePrint(!largePrint)}>
            {largePrint ? '标准字' : '大字'}
          </Button>
          <Button type="text" onClick={props.onHelp}>
            <kbd>F1</kbd>按键
          </Button>
        </span>
      </div>
    </header>
  );
}

/** Whether other PCs can reach this one, and how many do; at a station, which one this is. */
function DoorsSign() {
  const pulse = usePulse();
  useFreshLists(pulse);
  if (pulse === null) return null;
  if (pulse.station !== null) return <span className="strip-state">分机：{pulse.station}</span>;
  if (pulse.trouble !== null) {
    return (
      <span className="strip-state" data-tone="soon">
        ! 分机没能开放
      </span>
    );
  }
  if (!pulse.doorsOpen) return null;
  return (
    <span className="strip-state" data-tone="open" role="status">
      分机已开放 · {pulse.stationsOnline}台在线
    </span>
  );
}

function PrinterState() {
  const printer = useQuery(queries.printer());
  const trouble = usePrintTrouble();
  if (!printer.data) return null;
  const none = printer.data.connection.type === 'none';
  const tone = trouble !== null ? 'bad' : none ? 'soon' : 'plain';
  return (
    <span className="strip-state" data-tone={tone} title={trouble ?? undefined}>
      {trouble !== null ? '✕ 打印机：上次没打出' : `${none ? '! ' : ''}打印机：${printerText(printer.data)}`}
    </span>
  );
}

/** How old the last good backup is, and what else is wrong with what would be left of a broken PC. Long ago, it is said so that nobody overlooks it; never by colour alone. */
function BackupAgeState() {
  const age = useQuery({ ...queries.backupAge(), refetchInterval: 60_000 });
  if (!age.data) return null;
  const overdue = isBackupOverdue(age.data);
  const trouble = backupTroubleText(age.data);
  return (
    <>
      <span className="strip-state" data-tone={overdue ? 'soon' : 'plain'}>
        {overdue ? '! ' : ''}
        {backupAgeText(age.data)}
      </span>
      {trouble === null ? null : (
        <span className="strip-state" data-tone="soon">
          ! {trouble}
        </span>
      )}
    </>
  );
}

function HostState() {
  const connected = useConnected();
  // While the host is away the strip itself keeps asking, so that the screen comes back without anyone's help.
  useQuery({ ...queries.status(), refetchInterval: connected ? 60_000 : 2_000 });
  return (
    <span className="strip-state" data-tone={connected ? 'plain' : 'bad'} role="status">
      {connected ? '账目：已连接' : '✕ 账目：连接断开，正在重连'}
    </span>
  );
}
