import { Page } from '../components/page.tsx';
import { ExportScreen } from '../features/ledger/export-screen.tsx';
import { ImportScreen } from '../features/ledger/import-screen.tsx';
import { href } from '../lib/navigation.ts';
import { may } from '../lib/permissions.ts';
import type { PlaceProps } from '../lib/place.ts';

/** 台账: out to Excel for the office and the inspector, in from Excel for the office. */
export function LedgersScreen({ operator, location }: PlaceProps) {
  const importing = location.path === '/ledgers/import' && may(operator.role, 'importLedgers');
  return (
    <Page
      title="台账"
      actions={
        may(operator.role, 'importLedgers') ? (
          <nav className="tabs" aria-label="台账">
            <a href={href('/ledgers')} aria-current={importing ? undefined : 'page'}>
              导出台账
            </a>
            <a href={href('/ledgers/import')} aria-current={importing ? 'page' : undefined}>
              导入旧账
            </a>
          </nav>
        ) : null
      }
    >
      {importing ? <ImportScreen /> : <ExportScreen />}
    </Page>
  );
}
