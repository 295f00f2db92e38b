/**
 * SentenceText sets a sentence: marks inline, names strong, messages as links to the inspector. Where the
 * sentence is itself something to press, its names and messages are not.
 */
import type { Part, Sentence } from '../../explain/index.ts';
import { useSessionActions } from '../../store/index.ts';
import { MarkIcon } from '../mark/MarkIcon.tsx';

export interface SentenceTextProps {
  readonly sentence: Sentence;
  /** Nothing in it can be pressed. */
  readonly isStill?: boolean;
}

export function SentenceText({ sentence, isStill = false }: SentenceTextProps) {
  return (
    <span className="sentence">
      {sentence.parts.map((part, i) => (
        // The parts of a sentence never change places: their positions are their names.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <SentencePart key={i} part={part} isStill={isStill} />
      ))}
    </span>
  );
}

function SentencePart({ part, isStill }: { part: Part; isStill: boolean }) {
  const session = useSessionActions();
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'strong':
      return <strong>{part.text}</strong>;
    case 'mark':
      return <MarkIcon kind={part.mark} radius={5} />;
    case 'name':
      return isStill ? (
        <span className="sentence-name">{part.text}</span>
      ) : (
        <button
          type="button"
          className="sentence-name"
          onClick={() => session.select({ kind: 'place', place: part.place })}
        >
          {part.text}
        </button>
      );
    case 'message':
      return isStill ? (
        <span className="sentence-message">m{part.number}</span>
      ) : (
        <button
          type="button"
          className="sentence-message"
          onClick={() => session.select({ kind: 'message', number: part.number })}
        >
          m{part.number}
        </button>
      );
  }
}
