import { type ReactNode, useEffect, useRef } from 'react';
import './hit-list.css';
import './pick-list.css';

/** A short list of which one is taken: buttons, with arrow keys between them and the first one focused. */
export function PickList(props: {
  readonly label: string;
  readonly choices: readonly { readonly key: string; readonly content: ReactNode; readonly aside?: ReactNode }[];
  readonly onPick: (index: number) => void;
  readonly autoFocus?: boolean;
}) {
  const list = useRef<HTMLUListElement>(null);
  const { autoFocus = true } = props;
  useEffect(() => {
    if (autoFocus) list.current?.querySelector('button')?.focus();
  }, [autoFocus]);
  const move = (by: number) => {
    const buttons = [...(list.current?.querySelectorAll<HTMLButtonElement>('.pick') ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement);
    buttons[Math.min(buttons.length - 1, Math.max(0, at + by))]?.focus();
  };
  return (
    <ul
      ref={list}
      className="picks"
      aria-label={props.label}
      onKeyDown={(event) => {
        if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
        event.preventDefault();
        move(event.key === 'ArrowDown' ? 1 : -1);
      }}
    >
      {props.choices.map((choice, index) => (
        <li key={choice.key}>
          <button type="button" className="pick" onClick={() => props.onPick(index)}>
            {choice.content}
          </button>
          {choice.aside}
        </li>
      ))}
    </ul>
  );
}
