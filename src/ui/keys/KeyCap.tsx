/**
 * KeyCap draws the key that does the same as the control it stands in. It is for the eye only: the
 * control itself tells assistive technology, with aria-keyshortcuts.
 */
import './KeyCap.css';

export function KeyCap({ children }: { readonly children: string }) {
  return (
    <span className="ui-key-cap" aria-hidden="true">
      {children}
    </span>
  );
}
