import { type ReactNode, useEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import './print-page.css';

/**
 * A sheet of A4 for the office's printer. It lies beside the app, is not seen on the screen, and is all that comes out;
 * the print dialog opens with it.
 */
export function PrintPage({ children, onDone }: { readonly children: ReactNode; readonly onDone: () => void }) {
  const asked = useRef(false);
  useEffect(() => {
    window.addEventListener('afterprint', onDone);
    if (!asked.current) {
      asked.current = true;
      window.print();
    }
    return () => window.removeEventListener('afterprint', onDone);
  }, [onDone]);
  return createPortal(<div className="print-page">{children}</div>, document.body);
}
