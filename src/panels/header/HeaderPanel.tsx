/** HeaderPanel says what this is and which system is open, and holds what concerns the whole screen. */
import { ChevronDown, CircleHelp, Link2, Presentation, Table2 } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  type SessionState,
  useAtPlayhead,
  useSession,
  useSessionActions,
} from '../../store/index.ts';
import { Button, IconButton, NumberKnob } from '../../ui/index.ts';
import { copyLink } from './copyLink.ts';
import { ModeNav, type Page } from './ModeNav.tsx';
import { ThemeButton } from './ThemeButton.tsx';
import './HeaderPanel.css';

const selectNeeds = ({ isPresenting, stageView }: SessionState) => ({
  isPresenting,
  stageView,
});

export interface HeaderPanelProps {
  readonly page: Page;
  /** What is open, where it is not the title of the system. */
  readonly title?: string;
  /** What belongs to the mode: it stands beside the title. */
  readonly children?: ReactNode;
}

export function HeaderPanel({ page, title, children }: HeaderPanelProps) {
  const session = useSessionActions();
  const { ofSystem, seed } = useAtPlayhead(({ scenario, seed }) => ({
    ofSystem: scenario.title,
    seed,
  }));
  const hash = useAtPlayhead((timeline) => timeline.hash());
  const { isPresenting, stageView } = useSession(selectNeeds);
  return (
    <header className="header">
      <h1 className="header-name">Queuescope</h1>
      <ModeNav current={page} />
      <button
        type="button"
        className="header-system"
        aria-haspopup="dialog"
        onClick={() => session.set({ dialog: 'systems' })}
      >
        {title ?? ofSystem} <ChevronDown aria-hidden="true" />
      </button>
      {children}
      <span className="header-rest">
        <span className="header-seed" data-hash={hash} title={`Everything up to here: ${hash}`}>
          seed{' '}
          <NumberKnob
            label="Seed"
            value={seed}
            min={0}
            max={999_999}
            step={1}
            onChange={(value) => session.startOver(value)}
          />
        </span>
        <Button icon={<Link2 />} keyHint="L" onClick={() => copyLink()}>
          Copy link
        </Button>
        <Button
          icon={<Presentation />}
          keyHint="P"
          pressed={isPresenting}
          onClick={() => session.set({ isPresenting: !isPresenting })}
        >
          Present
        </Button>
        <IconButton
          icon={<Table2 />}
          label="Show the system as a table"
          pressed={stageView === 'table'}
          onClick={() => session.set({ stageView: stageView === 'table' ? 'picture' : 'table' })}
        />
        <ThemeButton />
        <IconButton
          icon={<CircleHelp />}
          label="Keys"
          keyHint="?"
          onClick={() => session.set({ dialog: 'keys' })}
        />
      </span>
    </header>
  );
}
