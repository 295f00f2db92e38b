/** Told is a paragraph of the story, in the typeface for what is told. */
import type { ReactNode } from 'react';

export function Told({ children }: { children: ReactNode }) {
  return <p className="told lesson-told">{children}</p>;
}
