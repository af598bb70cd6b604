import { Modal } from 'antd';
import { type ReactNode, useRef } from 'react';

/** A window over the screen. Its first field has the focus, Escape closes it, and the screen's keys rest meanwhile. */
export function Dialog(props: {
  readonly title: string;
  readonly onClose: () => void;
  readonly width?: string;
  readonly children: ReactNode;
}) {
  const body = useRef<HTMLDivElement>(null);
  return (
    <Modal
      open
      centered
      title={props.title}
      footer={null}
      onCancel={props.onClose}
      width={props.width ?? '34rem'}
      afterOpenChange={(open) => {
        // The widget gives the focus to its close button; whoever opened this wants to type.
        if (open) firstField(body.current)?.focus();
      }}
    >
      <div ref={body}>{props.children}</div>
    </Modal>
  );
}

function firstField(body: HTMLElement | null): HTMLElement | null {
  return (
    body?.querySelector<HTMLElement>('[data-first]') ??
    body?.querySelector<HTMLElement>('input, textarea, button.pick, button') ??
    null
  );
}
