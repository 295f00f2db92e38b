/**
 * SequenceLens is who told whom what: about one message, or lately. It is drawn at each revision, and the
 * instant under the pointer is the same here and in the chart.
 */
import { Share2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { createSequenceDiagram, type SequenceDiagram } from '../../charts/index.ts';
import { useAtPlayhead, useSession, useSessionActions } from '../../store/index.ts';
import { Button, IconButton } from '../../ui/index.ts';
import { latestFor, type SequenceRead, sequenceFor } from './sequenceFor.ts';

/** `number` null: there is no message at hand, only what happened lately. */
export function SequenceLens({ number }: { number: number | null }) {
  const [wanted, setWanted] = useState<'message' | 'latest'>('message');
  const about = number === null ? 'latest' : wanted;
  const { queue } = useSession(({ queue }) => ({ queue }));
  const data = useAtPlayhead(({ world }) =>
    about === 'latest' || number === null
      ? latestFor(world, queue)
      : sequenceFor(world, number, queue),
  );
  const host = useDiagram(data);
  const session = useSessionActions();
  return (
    <div className="sequence-lens">
      {number !== null && (
        <div className="sequence-lens-tools">
          <Button
            variant="quiet"
            pressed={about === 'latest'}
            title="Show what happened last, whatever message it was about"
            onClick={() => setWanted(about === 'latest' ? 'message' : 'latest')}
          >
            lately
          </Button>
          <IconButton
            variant="quiet"
            icon={<Share2 />}
            label="Diagrams for slides"
            onClick={() => session.set({ dialog: 'diagrams' })}
          />
        </div>
      )}
      <div ref={host} className="inspector-sequence" />
    </div>
  );
}

function useDiagram(data: SequenceRead) {
  const session = useSessionActions();
  const host = useRef<HTMLDivElement>(null);
  const diagram = useRef<SequenceDiagram | null>(null);
  const { hoveredUs } = useSession(({ hoveredUs }) => ({ hoveredUs }));
  useEffect(() => {
    if (host.current === null) return;
    diagram.current = createSequenceDiagram(host.current, {
      seek: (atUs) => {
        session.pause();
        session.seek(atUs);
      },
      hover: (atUs) => session.set({ hoveredUs: atUs }),
    });
    return () => {
      diagram.current?.destroy();
      diagram.current = null;
      session.set({ hoveredUs: null });
    };
  }, [session]);
  useEffect(() => {
    diagram.current?.draw({ ...data, hoverUs: hoveredUs });
  }, [data, hoveredUs]);
  return host;
}
