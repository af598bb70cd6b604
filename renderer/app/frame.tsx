import { Suspense, useEffect, useState } from 'react';
import type { ShopStatus } from '../../shared/contract/settings.ts';
import type { Operator } from '../../shared/contract/staff.ts';
import { LoadingState } from '../components/state-views.tsx';
import { ClockNotice } from '../features/settings/clock-notice.tsx';
import { useKeys } from '../lib/keys.ts';
import { href, useLocation } from '../lib/navigation.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import './frame.css';
import { KeyHelp } from './key-help.tsx';
import { PendingNotice } from './pending-notice.tsx';
import { type Place, placesOf } from './places.tsx';
import { TopStrip } from './top-strip.tsx';

/** Rail, strip and the place that the address names. */
export function Frame({ status, operator }: { readonly status: ShopStatus; readonly operator: Operator }) {
  const location = useLocation();
  const [helpOpen, setHelpOpen] = useState(false);
  const places = placesOf(operator.role);
  const place = places.find(({ path }) => location.path === path || location.path.startsWith(`${path}/`)) ?? places[0];
  useKeys({ F1: () => setHelpOpen((open) => !open) });
  const placeName = place?.name ?? '';
  useEffect(() => {
    document.title = `${placeName} · ${status.shopName}`;
  }, [placeName, status.shopName]);
  return (
    <div className="frame">
      <a className="skip-link" href="#main-content" onClick={skipToContent}>
        跳到正文
      </a>
      <Rail places={places} current={place?.path ?? ''} />
      <TopStrip status={status} operator={operator} onHelp={() => setHelpOpen(true)} />
      <main id="main-content" className="frame-main" tabIndex={-1}>
        <PendingNotice key={operator.id} operatorId={operator.id} />
        {status.clock ? <ClockNotice clock={status.clock} role={operator.role} /> : null}
        <ErrorBoundary resetKey={location.path}>
          <Suspense fallback={<LoadingState />}>
            {place ? <place.Screen status={status} operator={operator} location={location} /> : null}
          </Suspense>
        </ErrorBoundary>
      </main>
      <KeyHelp open={helpOpen} onClose={() => setHelpOpen(false)} />
    </div>
  );
}

function Rail({ places, current }: { readonly places: readonly Place[]; readonly current: string }) {
  return (
    <nav className="rail" aria-label="工作台">
      <span className="rail-seal" aria-hidden="true">
        爱心
      </span>
      <ul>
        {places.map((place) => (
          <li key={place.path}>
            <a href={href(place.path)} className="rail-link" aria-current={place.path === current ? 'page' : undefined}>
              <span className="rail-icon" aria-hidden="true">
                {place.icon}
              </span>
              {place.name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The address after # is the place in the app, so the skip link moves the focus itself. */
function skipToContent(event: { preventDefault(): void }): void {
  event.preventDefault();
  document.getElementById('main-content')?.focus();
}
