import { type KeyboardEvent, type RefObject, useEffect, useEffectEvent, useId, useState } from 'react';
import { type Hit, HitList } from './hit-list.tsx';

type Props = {
  readonly label: string;
  readonly placeholder: string;
  readonly keyHint?: string;
  readonly listLabel: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly hits: readonly Hit[];
  /** True once the hits are those of this very text. */
  readonly settled: boolean;
  /** Said in place of the hits when there are none. */
  readonly nothing: string;
  readonly onPick: (index: number) => void;
  readonly onNothing?: () => void;
  readonly onEmptyEnter?: () => void;
  readonly inputRef?: RefObject<HTMLInputElement | null>;
  readonly autoFocus?: boolean;
};

/** A field that finds as one types; arrows choose, Enter takes, Escape clears. */
export function SearchField(props: Props) {
  const { text, hits, settled } = props;
  const [active, setActive] = useState(0);
  const [hidden, setHidden] = useState(false);
  /** Enter came before the answer did: taken as soon as the answer leaves no doubt. */
  const [awaited, setAwaited] = useState<string | null>(null);
  const listId = useId();
  const query = text.trim();
  const open = query !== '' && !hidden && (hits.length > 0 || settled);

  const choose = (index: number) => {
    setAwaited(null);
    setActive(0);
    if (index < hits.length) props.onPick(index);
  };
  const settle = useEffectEvent(() => {
    if (awaited !== query || query === '') return;
    setAwaited(null);
    if (hits.length === 1) choose(0);
    else if (hits.length === 0) props.onNothing?.();
  });
  useEffect(() => {
    if (settled) settle();
  }, [settled, awaited]);

  const enter = () => {
    if (query === '') props.onEmptyEnter?.();
    else if (!settled) setAwaited(query);
    else if (hits.length === 0) props.onNothing?.();
    else choose(active);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    // Enter and Escape of an input method at work belong to the input method.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const action = {
      ArrowDown: open ? () => setActive((active + 1) % Math.max(1, hits.length)) : null,
      ArrowUp: open ? () => setActive((active - 1 + hits.length) % Math.max(1, hits.length)) : null,
      Enter: enter,
      Escape: text === '' ? null : () => props.onText(''),
    }[event.key];
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key !== 'Enter' || !event.repeat) action();
  };
  return (
    <div className="search">
      <div className="search-field">
        <label htmlFor={`${listId}-input`}>{props.label}</label>
        <input
          id={`${listId}-input`}
          ref={props.inputRef}
          type="text"
          role="combobox"
          aria-expanded={open}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={open && hits.length > 0 ? `${listId}-${active}` : undefined}
          autoComplete="off"
          spellCheck={false}
          autoFocus={props.autoFocus}
          placeholder={props.placeholder}
          value={text}
          onChange={(event) => {
            props.onText(event.target.value);
            setActive(0);
            setHidden(false);
          }}
          onFocus={() => setHidden(false)}
          onBlur={() => setHidden(true)}
          onKeyDown={onKeyDown}
        />
        {props.keyHint ? <kbd aria-hidden="true">{props.keyHint}</kbd> : null}
      </div>
      {open && hits.length > 0 ? (
        <HitList id={listId} label={props.listLabel} active={active} onPick={choose} hits={hits} />
      ) : null}
      {open && hits.length === 0 ? (
        <p className="hits hits-none" role="status">
          {props.nothing}
        </p>
      ) : null}
    </div>
  );
}
