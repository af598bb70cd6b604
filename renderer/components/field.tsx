import { cloneElement, type ReactElement, useId } from 'react';
import './field.css';

type Described = {
  readonly id?: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: boolean;
};

/** A labelled field with its help and, in words, what is wrong with it. */
export function Field(props: {
  readonly label: string;
  readonly help?: string;
  readonly error?: string | null;
  /** The whole width, or three columns where there are as many. */
  readonly wide?: boolean;
  readonly span?: boolean;
  readonly children: ReactElement<Described>;
}) {
  const id = useId();
  const noteId = `${id}-note`;
  const note = props.error ?? props.help ?? null;
  return (
    <div className={`field ${props.wide ? 'form-wide' : ''} ${props.span ? 'form-span' : ''}`}>
      <label htmlFor={id}>{props.label}</label>
      {cloneElement(props.children, {
        id,
        ...(note ? { 'aria-describedby': noteId } : {}),
        ...(props.error ? { 'aria-invalid': true } : {}),
      })}
      {note ? (
        <span id={noteId} className={props.error ? 'field-error' : 'field-help'}>
          {note}
        </span>
      ) : null}
    </div>
  );
}
