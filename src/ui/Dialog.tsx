/**
 * Dialog is a native modal dialog with a title and a way out.
 *
 * The browser keeps the focus inside, makes the rest inert, closes it on Escape and gives the focus
 * back. A press on the backdrop closes it too.
 */
import { X } from 'lucide-react';
import { type MouseEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { IconButton } from './Button';
import './Dialog.css';

export interface DialogProps {
  readonly open: boolean;
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** The buttons at the foot, if there is something to decide. */
  readonly footer?: ReactNode;
}

export function Dialog({ open, title, onClose, children, footer }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  useEffect(() => {
    const element = dialog.current;
    if (open && element && !element.open) element.showModal();
    if (!open && element?.open) element.close();
  }, [open]);

  const closeFromBackdrop = (event: MouseEvent) => {
    // The inside is covered by its parts: a press on the dialog itself is one on its backdrop.
    if (event.target === dialog.current) onClose();
  };

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape does the same, natively
    <dialog
      ref={dialog}
      className="ui-dialog"
      aria-labelledby={titleId}
      onClose={onClose}
      onClick={closeFromBackdrop}
    >
      {open && (
        <div className="ui-dialog-sheet">
          <header>
            <h2 id={titleId}>{title}</h2>
            <IconButton variant="quiet" icon={<X />} label="Close" onClick={onClose} />
          </header>
          <div className="ui-dialog-body">{children}</div>
          {footer !== undefined && <footer>{footer}</footer>}
        </div>
      )}
    </dialog>
  );
}
