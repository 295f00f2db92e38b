/** Quadrant is one of the four parts of the board. What is not told yet says what will stand there. */
import { Maximize2, Minimize2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '../../ui/index.ts';
import './InterviewPanels.css';

export interface QuadrantProps {
  /** 1 to 4: its key. */
  readonly number: number;
  readonly title: string;
  readonly isZoomed: boolean;
  readonly onZoom: () => void;
  /** What will stand there; null: it is there. */
  readonly waits?: string | null;
  readonly children: ReactNode;
}

export function Quadrant({
  number,
  title,
  isZoomed,
  onZoom,
  waits = null,
  children,
}: QuadrantProps) {
  return (
    <section
      className="interview-quadrant"
      data-quadrant={number}
      data-empty={waits !== null}
      aria-label={title}
    >
      <header>
        <h2>{title}</h2>
        <IconButton
          variant="quiet"
          icon={isZoomed ? <Minimize2 /> : <Maximize2 />}
          label={isZoomed ? 'All four parts' : `${title}, alone`}
          keyHint={String(isZoomed ? 0 : number)}
          onClick={onZoom}
        />
      </header>
      {waits === null ? children : <p className="interview-waits">{waits}</p>}
    </section>
  );
}
