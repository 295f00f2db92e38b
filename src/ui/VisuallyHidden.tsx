/** VisuallyHidden is text for those who listen: in the page, out of sight. */
import type { ReactNode } from 'react';
import './VisuallyHidden.css';

export function VisuallyHidden({ children }: { readonly children: ReactNode }) {
  return <span className="ui-visually-hidden">{children}</span>;
}
