import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { type HouseholdId, householdId } from '../../../shared/kernel/brands.ts';
import { Page } from '../../components/page.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { EmptyState, FailingState, LoadingState, Notice } from '../../components/state-views.tsx';
import { client } from '../../lib/client.ts';
import { useHouseholdSearch } from '../../lib/household-search.tsx';
import { useKeys } from '../../lib/keys.ts';
import type { PlaceProps } from '../../lib/place.ts';
import { queries } from '../../lib/queries.ts';
import { readScannedCode } from '../../lib/scanner/scanned-code.ts';
import { useScanner } from '../../lib/scanner/scanner.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { soundOk, soundRefused } from '../../lib/sounds.ts';
import { PointsForm } from './points-form.tsx';
import './points.css';
import { PointsHistory } from './points-history.tsx';

/** 积分: points to a household or from it, and what was entered before. */
export function PointsScreen({ status, location }: PlaceProps) {
  const asked = location.query.get('household');
  const [chosen, setChosen] = useState<HouseholdId | null>(asked === null || asked === '' ? null : householdId(asked));
  const [done, setDone] = useState<string | null>(null);
  const [complaint, setComplaint] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const choose = (id: HouseholdId) => {
    setChosen(id);
    setDone(null);
    setComplaint(null);
  };
  const search = useHouseholdSearch((hit) => choose(hit.id));
  const card = useQuery({ ...queries.card(chosen ?? householdId('none')), enabled: chosen !== null });
  const openCard = async (cardNo: string) => {
    const hit = (await client.household.search({ query: cardNo, limit: 1 }))[0];
    if (hit) {
      soundOk();
      choose(hit.id);
    } else {
      soundRefused();
      setComplaint(`没有找到存折 ${cardNo}。`);
    }
  };
  useScanner((scan) => {
    const code = readScannedCode(scan.text);
    if (code.kind === 'household')
      void openCard(code.cardNo).catch((error: unknown) => setComplaint(sentenceOf(error)));
    else soundRefused();
  });
  useKeys({ F2: () => input.current?.focus() });
  return (
    <Page title="积分" lead="给一户加分或扣分；记错了用红冲，原来那笔留着">
      <SearchField
        {...search}
        label="户"
        keyHint="F2"
        inputRef={input}
        autoFocus={chosen === null}
        onNothing={() => setComplaint(search.nothing)}
      />
      {complaint ? <Notice tone="refused">{complaint}</Notice> : null}
      {done ? <Notice tone="done">{done}</Notice> : null}
      {chosen === null ? (
        <EmptyState title="先找一户" hint="扫存折，或输入户编号、姓名、拼音、电话尾号或证件末四位。" />
      ) : card.data ? (
        <>
          <PointsForm key={chosen} card={card.data} status={status} onDone={setDone} />
          <PointsHistory householdId={chosen} onDone={setDone} />
        </>
      ) : card.isError ? (
        <FailingState sentence={sentenceOf(card.error)} onRetry={() => void card.refetch()} />
      ) : (
        <LoadingState />
      )}
    </Page>
  );
}
