import type { ReactNode } from 'react';
import './page.css';

/** A place of the app: its name, its main action always in the same corner, then its content. */
export function Page(props: {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>{props.title}</h1>
          {props.lead ? <p className="soft">{props.lead}</p> : null}
        </div>
        {props.actions ? <div className="page-actions">{props.actions}</div> : null}
      </header>
      {props.children}
    </div>
  );
}

/** A sheet of paper on the page. */
export function Sheet(props: {
  readonly title?: string;
  readonly extra?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
}) {
  return (
    <section className={`sheet ${props.className ?? ''}`} {...(props.title ? { 'aria-label': props.title } : {})}>
      {props.title || props.extra ? (
        <header className="sheet-head">
          {props.title ? <h2>{props.title}</h2> : <span />}
          {props.extra}
        </header>
      ) : null}
      {props.children}
    </section>
  );
}
