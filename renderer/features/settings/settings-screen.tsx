import { Page, Sheet } from '../../components/page.tsx';
import { may } from '../../lib/permissions.ts';
import type { PlaceProps } from '../../lib/place.ts';
import { usePulse } from '../../lib/use-pulse.ts';
import { BackupSheet } from './backup-sheet.tsx';
import { PersonalKeySheet } from './personal-key-sheet.tsx';
import { PrinterSheet } from './printer-sheet.tsx';
import { SecondPersonSheet } from './second-person-sheet.tsx';
import './settings.css';
import { StationSheet } from './station-sheet.tsx';
import { RolesSheet } from './roles-sheet.tsx';
import { VerifySheet } from './verify-sheet.tsx';

/** 设置: the printer, backups, checking the books, and what this program is. */
export function SettingsScreen({ status, operator }: PlaceProps) {
  // At a station the printer and the backups are somewhere else: shown there, they could only be refused.
  const atShop = usePulse()?.station === null;
  return (
    <Page title="设置">
      <PrinterSheet mayChange={atShop && may(operator.role, 'setPrinter')} />
      {atShop && may(operator.role, 'seeBackups') ? <BackupSheet mayChange={may(operator.role, 'backUp')} /> : null}
      {may(operator.role, 'openDoors') ? <StationSheet /> : null}
      <SecondPersonSheet mayChange={atShop && may(operator.role, 'setLimits')} />
      {atShop && may(operator.role, 'keepRecoveryKey') ? <PersonalKeySheet /> : null}
      {may(operator.role, 'verifyBooks') ? <VerifySheet /> : null}
      {may(operator.role, 'seeStaff') ? null : <RolesSheet />}
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
