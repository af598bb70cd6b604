import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { type HouseholdId, householdId } from '../../../shared/kernel/brands.ts';
import { Page } from '../../components/page.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { EmptyState, FailingState, LoadingState, Notice } from '../../components/state-views.tsx';
import { client } from '../../lib/client.ts';
import { useHouseholdSearch } from '../../lib/household-search.tsx';
import { useKeys } from '../../lib/keys.ts';
import { may } from '../../lib/permissions.ts';
import type { PlaceProps } from '../../lib/place.ts';
import { queries } from '../../lib/queries.ts';
import { readScannedCode } from '../../lib/scanner/scanned-code.ts';
import { useScanner } from '../../lib/scanner/scanner.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { soundOk, soundRefused } from '../../lib/sounds.ts';
import { LendForm } from './lend-form.tsx';
import { LoansSheet } from './loans-sheet.tsx';
import './loan.css';

/** 借用: tools that households take and bring back. */
export function LoanScreen({ status, operator }: PlaceProps) {
  const [done, setDone] = useState<string | null>(null);
  return (
    <Page title="工具借用" lead="借出的工具仍在账上，归还时回到原来的批次；丢了的在这里报损">
      {may(operator.role, 'lendTools') ? (
        <Lending operator={operator} status={status} done={done} onDone={setDone} />
      ) : null}
      <LoansSheet operator={operator} onDone={setDone} />
    </Page>
  );
}

/** Finds the household, by its card or by name, and lends to it. */
function Lending(props: {
  readonly operator: PlaceProps['operator'];
  readonly status: PlaceProps['status'];
  readonly done: string | null;
  readonly onDone: (sentence: string | null) => void;
}) {
  const [chosen, setChosen] = useState<HouseholdId | null>(null);
  const [complaint, setComplaint] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const tools = useQuery(queries.loanTools());
  const card = useQuery({ ...queries.card(chosen ?? householdId('none')), enabled: chosen !== null });
  const choose = (id: HouseholdId) => {
    setChosen(id);
    props.onDone(null);
    setComplaint(null);
  };
  const search = useHouseholdSearch((hit) => choose(hit.id));
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
  if (tools.isError) {
    return <FailingState sentence={sentenceOf(tools.error)} onRetry={() => void tools.refetch()} />;
  }
  if (!tools.data) return <LoadingState />;
  const told = props.done ? <Notice tone="done">{props.done}</Notice> : null;
  if (tools.data.length === 0) {
    return (
      <>
        {told}
        <EmptyState
          title="还没有可借的工具"
          hint={`${may(props.operator.role, 'receiveGoods') ? '在' : '请录入员在'}“库存”里打开一种物品，填上借用分值（免费就填 0）和借用天数，它就出现在这里。`}
        />
      </>
    );
  }
  return (
    <>
      <SearchField
        {...search}
        label="户"
        keyHint="F2"
        inputRef={input}
        autoFocus
        onNothing={() => setComplaint(search.nothing)}
      />
      {complaint ? <Notice tone="refused">{complaint}</Notice> : null}
      {told}
      {chosen === null ? null : card.data ? (
        <LendForm
          key={chosen}
          card={card.data}
          tools={tools.data}
          status={props.status}
          onDone={props.onDone}
          onLeave={() => {
            setChosen(null);
            input.current?.focus();
          }}
        />
      ) : card.isError ? (
        <FailingState sentence={sentenceOf(card.error)} onRetry={() => void card.refetch()} />
      ) : (
        <LoadingState />
      )}
    </>
  );
}
