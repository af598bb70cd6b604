import { useState } from 'react';
import { Button } from 'antd';
import { OUTBOUND_KINDS, type OutboundKind } from '../../../shared/domain/outbound/outbound.ts';
import { Page } from '../../components/page.tsx';
import { Notice } from '../../components/state-views.tsx';
import { go } from '../../lib/navigation.ts';
import { may } from '../../lib/permissions.ts';
import type { PlaceProps } from '../../lib/place.ts';
import { ExpiringSheet } from './expiring-sheet.tsx';
import './outbound.css';
import { OutboundForm } from './outbound-form.tsx';
import { OutboundsSheet } from './outbounds-sheet.tsx';
import { KIND_WORDS } from './outbound-words.ts';

const HOME = '/goods/outbound';
const FORM = `${HOME}/new`;

/** 报损出库: what must leave the shelf, and how it leaves otherwise than for points. */
export function OutboundScreen({ location, operator, status }: PlaceProps) {
  const [done, setDone] = useState<string | null>(null);
  const mayTakeOut = may(operator.role, 'takeOut');
  if (location.path === FORM && mayTakeOut) {
    const kind = OUTBOUND_KINDS.find((candidate) => candidate === location.query.get('kind')) ?? 'write_off';
    const lots = location.query.get('lots')?.split(',') ?? [];
    return (
      <OutboundForm
        key={`${kind} ${lots.join()}`}
        kind={kind}
        lots={lots}
        operator={operator}
        onDone={(sentence) => {
          setDone(sentence);
          go(HOME);
        }}
        onBack={() => go(HOME)}
      />
    );
  }
  const begin = (kind: OutboundKind, lots: readonly string[] = []) => {
    setDone(null);
    go(FORM, { kind, ...(lots.length > 0 ? { lots: lots.join() } : {}) });
  };
  return (
    <Page
      title="报损出库"
      lead="过期、损坏、丢失的物品报损；也可以调给别的店，或退给供货单位"
      actions={
        mayTakeOut ? (
          <>
            <Button size="large" onClick={() => begin('supplier_return')}>
              {KIND_WORDS.supplier_return.name}
            </Button>
            <Button size="large" onClick={() => begin('transfer_out')}>
              {KIND_WORDS.transfer_out.name}
            </Button>
            <Button size="large" type="primary" onClick={() => begin('write_off')}>
              {KIND_WORDS.write_off.name}
            </Button>
          </>
        ) : null
      }
    >
      {done ? <Notice tone="done">{done}</Notice> : null}
      <ExpiringSheet today={status.businessDate} onTakeOut={mayTakeOut ? begin : null} />
      <OutboundsSheet operator={operator} />
    </Page>
  );
}
