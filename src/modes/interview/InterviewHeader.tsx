/** InterviewHeader names the card, leads to any other, and holds what concerns the whole screen. */
import { CircleHelp, ClipboardList, FileText, Link2, Search } from 'lucide-react';
import type { Card } from '../../interview/cards/index.ts';
import { ModeNav, ThemeButton } from '../../panels/index.ts';
import { Button, IconButton } from '../../ui/index.ts';

export interface InterviewHeaderProps {
  readonly card: Card;
  readonly isAsking: boolean;
  readonly onAsk: () => void;
  readonly onFind: () => void;
  readonly onExport: () => void;
  readonly onCopy: () => void;
  readonly onKeys: () => void;
}

export function InterviewHeader(props: InterviewHeaderProps) {
  const { card, isAsking, onAsk, onFind, onExport, onCopy, onKeys } = props;
  return (
    <header className="header">
      <h1 className="header-name">Queuescope</h1>
      <ModeNav current="interview" />
      <span className="header-rest">
        <Button icon={<Search />} keyHint="/" onClick={onFind}>
          Find anything
        </Button>
        <IconButton
          icon={<ClipboardList />}
          label="The interviewer’s side"
          keyHint="E"
          pressed={isAsking}
          onClick={onAsk}
        />
        <IconButton icon={<FileText />} label="One page" keyHint="O" onClick={onExport} />
        <IconButton icon={<Link2 />} label="Copy link" keyHint="L" onClick={onCopy} />
        <ThemeButton />
        <IconButton icon={<CircleHelp />} label="Keys" keyHint="?" onClick={onKeys} />
      </span>
      <p className="interview-name">{card.title}</p>
    </header>
  );
}
