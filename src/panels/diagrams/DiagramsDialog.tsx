/**
 * DiagramsDialog gives diagrams away: the system, the sequence of the message at hand and the lifecycles,
 * drawn by Mermaid and as text for slides and notes. What moves is drawn elsewhere, and not by Mermaid.
 */
import { Copy } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import {
  createMermaidDiagram,
  lifecycleText,
  type MermaidDiagram,
  topologyText,
} from '../../diagrams/index.ts';
import { brokerTable, consumerTable, copyTable } from '../../engine/index.ts';
import { sequenceOf, toMermaid } from '../../explain/index.ts';
import type { Timeline } from '../../playback/index.ts';
import { useAtPlayhead, useSession, useSessionActions } from '../../store/index.ts';
import { Button, copyText, Dialog, SegmentedControl } from '../../ui/index.ts';
import { storyMessageOf } from '../inspector/useStoryMessage.ts';
import './DiagramsDialog.css';

type Kind = 'topology' | 'sequence' | 'message' | 'consumer' | 'broker';

export function DiagramsDialog() {
  const session = useSessionActions();
  const { dialog } = useSession(({ dialog }) => ({ dialog }));
  return (
    <Dialog
      open={dialog === 'diagrams'}
      title="Diagrams for slides and notes"
      onClose={() => session.set({ dialog: null })}
    >
      {dialog === 'diagrams' && <Diagrams />}
    </Dialog>
  );
}

function Diagrams() {
  const [kind, setKind] = useState<Kind>('topology');
  const { selection } = useSession(({ selection }) => ({ selection }));
  const { message, text } = useAtPlayhead((timeline) => {
    const { world } = timeline;
    const of = selection?.kind === 'message' ? selection.number : storyMessageOf(world);
    const number = of ?? Math.max(1, world.messageCount);
    return { message: number, text: textOf(timeline, kind, number) };
  });
  const label = labels(message)[kind];
  return (
    <div className="diagrams">
      <div className="diagrams-tools">
        <SegmentedControl
          label="Diagram"
          segments={(['topology', 'sequence', 'message', 'consumer', 'broker'] as const).map(
            (value) => ({ value, label: labels(message)[value] }),
          )}
          value={kind}
          onChange={setKind}
        />
        <Button
          icon={<Copy />}
          onClick={() =>
            void copyText(text, 'Copied as Mermaid text.', 'The text is below the diagram.')
          }
        >
          Copy as Mermaid text
        </Button>
      </div>
      <Drawing text={text} label={label} />
      <details>
        <summary>The text</summary>
        {/* It scrolls, so the keyboard must reach it. */}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above */}
        <pre className="diagrams-text" tabIndex={0}>
          {text}
        </pre>
      </details>
    </div>
  );
}

function labels(message: number): Readonly<Record<Kind, string>> {
  return {
    topology: 'The system',
    sequence: `Sequence of m${message}`,
    message: 'States of a message',
    consumer: 'of a consumer',
    broker: 'of a broker',
  };
}

function textOf({ scenario, world }: Timeline, kind: Kind, message: number): string {
  switch (kind) {
    case 'topology':
      return topologyText(scenario);
    case 'sequence':
      return toMermaid(sequenceOf(world, world.trace, message, { withoutFuture: true }));
    case 'message':
      return lifecycleText(copyTable);
    case 'consumer':
      return lifecycleText(consumerTable);
    case 'broker':
      return lifecycleText(brokerTable);
  }
}

function Drawing({ text, label }: { text: string; label: string }) {
  const host = useRef<HTMLDivElement>(null);
  const diagram = useRef<MermaidDiagram | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const { theme } = useSession(({ theme }) => ({ theme }));
  useEffect(() => {
    if (host.current === null) return;
    diagram.current = createMermaidDiagram(host.current);
    return () => {
      diagram.current?.destroy();
      diagram.current = null;
    };
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme is another drawing
  useEffect(() => {
    setProblem(null);
    diagram.current
      ?.draw(text, label)
      .catch(() =>
        setProblem('The diagram could not be drawn. Its text can be copied all the same.'),
      );
  }, [text, label, theme]);
  return (
    <>
      <div ref={host} className="diagrams-drawing" />
      {problem !== null && <p role="alert">{problem}</p>}
    </>
  );
}
