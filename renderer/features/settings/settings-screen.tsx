import { Page, Sheet } from '../../components/page.tsx';
import { may } from '../../lib/permissions.ts';
import type { PlaceProps } from '../../lib/place.ts';
import { BackupSheet } from './backup-sheet.tsx';
import { PrinterSheet } from './printer-sheet.tsx';
import './settings.css';
import { VerifySheet } from './verify-sheet.tsx';

/** 设置: the printer, backups, checking the books, and what this program is. */
export function SettingsScreen({ status, operator }: PlaceProps) {
  return (
    <Page title="设置">
      <PrinterSheet mayChange={may(operator.role, 'setPrinter')} />
      {may(operator.role, 'seeBackups') ? <BackupSheet mayChange={may(operator.role, 'backUp')} /> : null}
      {may(operator.role, 'verifyBooks') ? <VerifySheet /> : null}
      <Sheet title="关于本店">
        <dl className="facts">
          <div>
            <dt className="soft">店名</dt>
            <dd>{status.shopName}</dd>
          </div>
          <div>
            <dt className="soft">村</dt>
            <dd>{status.villages.map(({ name }) => name).join('、')}</dd>
          </div>
          <div>
            <dt className="soft">积分方案</dt>
            <dd>{status.schemeName}</dd>
          </div>
          <div>
            <dt className="soft">程序版本</dt>
            <dd className="number">{status.version}</dd>
          </div>
        </dl>
      </Sheet>
    </Page>
  );
}
