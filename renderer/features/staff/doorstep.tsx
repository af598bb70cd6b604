import type { ReactNode } from 'react';
import type { ShopStatus } from '../../../shared/contract/settings.ts';
import '../../components/doorway.css';
import './staff.css';

/** A screen of its own before the work: whose shop this is, then one thing to do. */
export function Doorstep(props: {
  readonly status: ShopStatus;
  /** What this step is; the villages where there is nothing to say. */
  readonly lead?: string;
  readonly wide?: boolean;
  readonly children: ReactNode;
}) {
  const { status } = props;
  return (
    <main className="doorway">
      <div className={`doorway-box ${props.wide ? '' : 'doorway-narrow'}`}>
        <header className="doorway-head">
          <span className="doorway-seal" aria-hidden="true">
            爱心
          </span>
          <div>
            <h1>{status.shopName}</h1>
            <p className="soft">{props.lead ?? status.villages.map(({ name }) => name).join('、')}</p>
          </div>
        </header>
        {props.children}
      </div>
    </main>
  );
}
