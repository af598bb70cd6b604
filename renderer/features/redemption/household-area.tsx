import type { RefObject } from 'react';
import type { EntryId } from '../../../shared/kernel/brands.ts';
import { SearchField } from '../../components/search-field.tsx';
import { useHouseholdSearch } from '../../lib/household-search.tsx';
import { HouseholdCardView } from './household-card-view.tsx';
import type { Counter } from './use-counter.ts';

/** Who is served: a search that a scan may take the place of, and the card of the household. */
export function HouseholdArea(props: {
  readonly counter: Counter;
  readonly inputRef: RefObject<HTMLInputElement | null>;
  readonly onChosen: () => void;
  readonly onProxy: () => void;
  readonly onDocument: (id: EntryId) => void;
}) {
  const { counter } = props;
  const { state, card } = counter;
  const search = useHouseholdSearch((hit) => {
    counter.chooseHousehold(hit.id);
    props.onChosen();
  });
  return (
    <section className="household-area" aria-label="户">
      <SearchField
        {...search}
        label="户"
        keyHint="F2"
        autoFocus={state.householdId === null}
        inputRef={props.inputRef}
        onEmptyEnter={() => (state.householdId === null ? undefined : props.onChosen())}
        onNothing={() => counter.complain(search.nothing)}
      />
      {card ? (
        <HouseholdCardView
          card={card}
          recipient={state.recipient}
          locked={state.phase !== 'open'}
          onProxy={props.onProxy}
          onDocument={props.onDocument}
        />
      ) : (
        <div className="household-blank">
          {counter.cardFailed ? (
            <p role="alert">没有读到这一户：{counter.cardFailed.sentence}</p>
          ) : state.householdId !== null ? (
            <p className="soft">正在读取…</p>
          ) : (
            <p>
              <strong>扫存折</strong>，或输入户编号、姓名、拼音（冉光荣 = rgr）、电话尾号或证件末四位。
            </p>
          )}
        </div>
      )}
    </section>
  );
}
