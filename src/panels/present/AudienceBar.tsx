/**
 * AudienceBar is the hand of whoever has only a mouse in front of a class. It comes when the pointer moves
 * near the foot of the screen, or the focus enters it, and goes again: nothing that is told stands in it.
 */
import {
  ChevronLeft,
  ChevronRight,
  CircleHelp,
  EyeOff,
  Hand,
  LogOut,
  Maximize,
  Moon,
  NotebookText,
  Snowflake,
  Sun,
} from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Presentation, PresentCommand } from '../../lessons/index.ts';
import { IconButton, type IconButtonProps, useCap } from '../../ui/index.ts';
import './AudienceBar.css';

/** Without the pointer moving. */
const GONE_AFTER_MS = 2_500;
/** The foot of the screen, in parts of its height. */
const FOOT = 0.25;

export interface AudienceBarProps {
  readonly talk: Presentation;
  readonly onDo: (command: PresentCommand) => void;
  readonly onHands: (() => void) | null;
  readonly onNotes: () => void;
  readonly onFullScreen: () => void;
  readonly onKeys: () => void;
  readonly onLeave: () => void;
}

export function AudienceBar(props: AudienceBarProps) {
  const { talk, onDo, onHands, onNotes, onFullScreen, onKeys, onLeave } = props;
  const isShown = usePointer() === 'at the foot';
  const { theme } = talk.context;
  return (
    <fieldset className="audience-bar" data-shown={isShown} aria-label="The presentation">
      <KeyedButton
        icon={<ChevronLeft />}
        label="The beat before"
        cap="←"
        onClick={() => onDo({ type: 'BACK' })}
      />
      <KeyedButton
        icon={<ChevronRight />}
        label="Next beat"
        cap="→"
        onClick={() => onDo({ type: 'NEXT' })}
      />
      {/* B stays with it, wherever its first key is. */}
      <IconButton
        icon={<Snowflake />}
        label="Freeze (B)"
        pressed={talk.isHeld}
        onClick={() => onDo({ type: 'FREEZE' })}
      />
      <KeyedButton
        icon={<EyeOff />}
        label="Blank"
        cap="V"
        pressed={talk.isBlank}
        onClick={() => onDo({ type: 'BLANK' })}
      />
      {onHands !== null && <KeyedButton icon={<Hand />} label="Hands" cap="H" onClick={onHands} />}
      <KeyedButton icon={<NotebookText />} label="Notes window" cap="S" onClick={onNotes} />
      <KeyedButton icon={<Maximize />} label="Full screen" cap="F" onClick={onFullScreen} />
      <IconButton
        icon={theme === 'ink' ? <Sun /> : <Moon />}
        label={theme === 'ink' ? 'Light theme' : 'Dark theme'}
        onClick={() => onDo({ type: 'THEME', theme: theme === 'ink' ? 'paper' : 'ink' })}
      />
      <IconButton icon={<CircleHelp />} label="Keys (?)" onClick={onKeys} />
      <IconButton icon={<LogOut />} label="Back to the lesson (Esc)" onClick={onLeave} />
    </fieldset>
  );
}

/** On a bar that nobody in the class reads, the key is told with the label and not printed beside the icon. */
function KeyedButton({ label, cap, ...rest }: IconButtonProps & { readonly cap: string }) {
  return <IconButton label={`${label} (${useCap(cap)})`} {...rest} />;
}

export type PointerState = 'still' | 'moving' | 'at the foot';

/** Whether the pointer has moved a moment ago, and where. */
export function usePointer(): PointerState {
  const [state, setState] = useState<PointerState>('still');
  useEffect(() => {
    let timer = 0;
    const move = ({ clientY, movementX, movementY, shiftKey }: PointerEvent): void => {
      // With Shift it is a pen, and a window that opens below a still pointer moves nothing.
      if (shiftKey || (movementX === 0 && movementY === 0)) return;
      setState(clientY > (1 - FOOT) * window.innerHeight ? 'at the foot' : 'moving');
      window.clearTimeout(timer);
      timer = window.setTimeout(() => setState('still'), GONE_AFTER_MS);
    };
    window.addEventListener('pointermove', move);
    return () => {
      window.clearTimeout(timer);
      window.removeEventListener('pointermove', move);
    };
  }, []);
  return state;
}
