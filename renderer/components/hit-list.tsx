import type { ReactNode } from 'react';
import './hit-list.css';

export type Hit = { readonly key: string; readonly content: ReactNode };

/** What a search found, below its field. The field keeps the focus and names the active one. */
export function HitList(props: {
  readonly id: string;
  readonly label: string;
  readonly hits: readonly Hit[];
  readonly active: number;
  readonly onPick: (index: number) => void;
}) {
  return (
    <ul id={props.id} className="hits" role="listbox" aria-label={props.label}>
      {props.hits.map((hit, index) => (
        <li
          key={hit.key}
          id={`${props.id}-${index}`}
          className="hit"
          role="option"
          aria-selected={index === props.active}
          onMouseDown={(event) => {
            // The field must not lose the focus before the click arrives.
            event.preventDefault();
          }}
          onClick={() => props.onPick(index)}
        >
          {hit.content}
        </li>
      ))}
    </ul>
  );
}
