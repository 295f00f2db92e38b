/**
 * InterviewMode is a card on the board: four parts that fill as one goes, the stage among them, and beside
 * them the side of whoever asks. What is told when is for the lifecycle to say; here it is shown and played.
 */
import { useEffect, useState } from 'react';
import { beatNames, type Card, type CardCheck } from '../../interview/cards/index.ts';
import {
  browserShelf,
  type InterviewLink,
  type InterviewState,
  keepSheet,
  markOf,
  openedWorlds,
  readSheet,
  useCardCounts,
  useInterview,
  valuesIn,
  writeInterviewLink,
  writtenFrom,
} from '../../interview/index.ts';
import type { LessonWorlds } from '../../lessons/index.ts';
import { copyLink } from '../../panels/index.ts';
import {
  actOf,
  BeatBar,
  ExportDialog,
  FinderDialog,
  InterviewControls,
  InterviewerPanel,
  PricePanel,
  PrintedCard,
  Quadrant,
  SumsPanel,
  TradeOffPanel,
  usePrinting,
  useSecretFault,
  useTradeOffs,
} from '../../panels/interview/index.ts';
import { playTo, useFrames, useWorlds, WorldsStage } from '../../panels/lesson/index.ts';
import { type QuickAct, viewedIn } from '../../store/index.ts';
import { announce, type KeyBinding, useCap, useKeyBindings } from '../../ui/index.ts';
import { KeysOfLesson } from '../lesson/KeysOfLesson.tsx';
import { InterviewHeader } from './InterviewHeader.tsx';
import './InterviewMode.css';

const US_PER_S = 1_000_000;
const [BREAK, FIX, NUMBER, PRICE] = (['break', 'fix', 'number', 'price'] as const).map((name) =>
  beatNames.indexOf(name),
) as [number, number, number, number];

type OpenDialog = 'finder' | 'export' | 'keys' | null;

export function InterviewMode({ link }: { link: InterviewLink }) {
  const { card } = link;
  const { state, send } = useInterview(link);
  const worlds = useCardWorlds(link, state);
  const values = useWorlds(worlds, valuesIn);
  const breakCap = useCap(card.breaks.key);
  const checks = useCardCounts(card, values);
  const [zoomed, zoom] = useState(0);
  const [dialog, setDialog] = useState<OpenDialog>(null);
  const [isAsking, setAsking] = useState(false);
  const [areLabelsHidden, hideLabels] = useState(false);
  const [beganMs, begin] = useState<number | null>(null);
  const [sheet, setSheet] = useState(() => readSheet(browserShelf()));
  const shown = state.isMended ? 1 : 0;
  const secret = useSecretFault(worlds, shown);
  useKeptAddress(worlds, state);

  const enter = (next: InterviewState): void => {
    if (next.beat === 0) begin(null);
    else begin((since) => since ?? performance.now());
    playBeat(worlds, next.beat);
  };
  const next = (): void => {
    const stretch = stretchOf(card, state.beat);
    if ((state.beat === BREAK || state.beat === FIX) && worlds.isPlaying && stretch !== null) {
      // The key that goes on finishes first what is still moving.
      worlds.pause();
      worlds.seek(stretch.toS * US_PER_S);
      return;
    }
    if (state.beat < PRICE) enter(send({ type: 'NEXT' }));
  };
  const breakIt = (): void => enter(send({ type: 'BREAK' }));
  const mend = (): void => {
    const after = send({ type: 'MEND' });
    if (after.beat !== state.beat) enter(after);
  };
  const restart = (): void => {
    worlds.startOver();
    secret.forget();
    zoom(0);
    enter(send({ type: 'RESTART' }));
  };
  const toggle = (): void => {
    if (worlds.isPlaying) worlds.pause();
    else playTo(worlds, worlds.endUs);
  };
  const strike = (id: QuickAct['id']): void => {
    worlds.strike((session) => actOf(session, id));
    if (!worlds.isPlaying) playTo(worlds, worlds.endUs);
  };
  const go = (href: string): void => {
    location.hash = href;
  };
  const turnZoom = (quadrant: number): void => zoom((now) => (now === quadrant ? 0 : quadrant));

  const keys: KeyBinding[] = [
    {
      keys: [card.breaks.key.toLowerCase()],
      caps: [card.breaks.key],
      does: `Break it: ${card.breaks.label.toLowerCase()}`,
      run: breakIt,
    },
    { keys: ['m'], caps: ['M'], does: `Fix it: ${card.worlds[1].title}`, run: mend },
    {
      keys: ['ArrowRight', 'PageDown', 'Enter'],
      caps: ['→', 'Enter'],
      does: 'Next beat; first it finishes what moves',
      run: next,
    },
    {
      keys: ['ArrowLeft', 'PageUp'],
      caps: ['←'],
      does: 'The beat before',
      run: () => state.beat > 0 && enter(send({ type: 'BACK' })),
    },
    { keys: ['/', 'g'], caps: ['/'], does: 'Find anything', run: () => setDialog('finder') },
    { keys: ['Space'], caps: ['Space'], does: 'Play or pause', run: toggle },
    { keys: ['a'], caps: ['A'], does: 'Both worlds, or one', run: () => send({ type: 'BOTH' }) },
    ...[1, 2, 3, 4].map(
      (quadrant): KeyBinding => ({
        keys: [String(quadrant)],
        caps: [String(quadrant)],
        does: `${quadrants[quadrant - 1]}, alone`,
        run: () => turnZoom(quadrant),
      }),
    ),
    { keys: ['0', 'Escape'], caps: ['0', 'Esc'], does: 'All four parts', run: () => zoom(0) },
    {
      keys: ['Shift+ArrowRight'],
      caps: ['⇧', '→'],
      does: 'One event on',
      run: () => worlds.step(1),
    },
    {
      keys: ['Shift+ArrowLeft'],
      caps: ['⇧', '←'],
      does: 'One event back',
      run: () => worlds.step(-1),
    },
    { keys: ['-'], caps: ['−'], does: 'Slower', run: () => worlds.setPace(worlds.pace - 1) },
    { keys: ['='], caps: ['='], does: 'Faster', run: () => worlds.setPace(worlds.pace + 1) },
    { keys: ['.', 'b'], caps: ['.', 'B'], does: 'Freeze', run: () => worlds.pause() },
    ...faultKeys
      .filter(({ key }) => key !== card.breaks.key)
      .map(
        ({ id, key, does }): KeyBinding => ({
          keys: [key.toLowerCase()],
          caps: [key],
          does: `${does}, now`,
          run: () => strike(id),
        }),
      ),
    { keys: ['e'], caps: ['E'], does: 'The interviewer’s side', run: () => setAsking(!isAsking) },
    { keys: ['h'], caps: ['H'], does: 'Hide labels', run: () => hideLabels(!areLabelsHidden) },
    { keys: ['o'], caps: ['O'], does: 'One page: text, or paper', run: () => setDialog('export') },
    {
      keys: ['l'],
      caps: ['L'],
      does: 'Copy the link',
      run: () => void copyLink('this card, at this instant'),
    },
    { keys: ['r'], caps: ['R'], does: 'The card from the start', run: restart },
    { keys: ['Shift+?', '?'], caps: ['?'], does: 'This list', run: () => setDialog('keys') },
  ];
  useKeyBindings(keys);

  const isNumbered = state.reached >= NUMBER;
  const isTurned = card.controls.some(({ standard }, i) => values[i] !== standard);
  return (
    <div
      className="interview"
      data-zoom={zoomed === 0 ? undefined : zoomed}
      data-asking={isAsking}
      data-labels={areLabelsHidden ? 'hidden' : undefined}
    >
      <InterviewHeader
        card={card}
        isAsking={isAsking}
        onAsk={() => setAsking(!isAsking)}
        onFind={() => setDialog('finder')}
        onExport={() => setDialog('export')}
        onCopy={() => void copyLink('this card, at this instant')}
        onKeys={() => setDialog('keys')}
      />
      <BeatBar
        card={card}
        state={state}
        beganMs={beganMs}
        onGo={(beat) => enter(send({ type: 'GO', beat }))}
      />
      <main className="interview-board">
        <Quadrant
          number={1}
          title={quadrants[0]}
          isZoomed={zoomed === 1}
          onZoom={() => turnZoom(1)}
        >
          <SumsPanel
            card={card}
            values={values}
            checks={checks}
            isMeasured={isNumbered || isTurned}
            onTurn={(control, value) => worlds.set(control, value)}
          />
        </Quadrant>
        <Quadrant
          number={2}
          title={quadrants[1]}
          isZoomed={zoomed === 2}
          onZoom={() => turnZoom(2)}
        >
          <p className="interview-watch told">
            {areLabelsHidden
              ? 'What is each of these states called?'
              : watchOf(card, state, breakCap)}
          </p>
          <WorldsStage
            worlds={worlds}
            shown={state.isBoth ? 'all' : shown}
            onCrowded={() => {
              if (state.isBoth) send({ type: 'BOTH' });
              announce('There is no room for both: one at a time.');
            }}
          />
        </Quadrant>
        <Quadrant
          number={3}
          title={quadrants[2]}
          isZoomed={zoomed === 3}
          onZoom={() => turnZoom(3)}
          waits={state.reached < BREAK ? 'Before and after: once it is broken.' : null}
        >
          <TradeOffPanel worlds={worlds} checks={checks} isNumbered={isNumbered} />
        </Quadrant>
        <Quadrant
          number={4}
          title={quadrants[3]}
          isZoomed={zoomed === 4}
          onZoom={() => turnZoom(4)}
          waits={state.reached < PRICE ? 'What it costs, and because of what: last.' : null}
        >
          <PricePanel card={card} values={values} />
        </Quadrant>
        {isAsking && (
          <InterviewerPanel
            worlds={worlds}
            shown={shown}
            areLabelsHidden={areLabelsHidden}
            onHideLabels={() => hideLabels(!areLabelsHidden)}
            secret={secret}
            sheet={sheet}
            onSheet={(changed) => {
              setSheet(changed);
              keepSheet(browserShelf(), changed);
            }}
          />
        )}
      </main>
      <footer className="interview-foot">
        <InterviewControls
          worlds={worlds}
          state={state}
          onPlay={toggle}
          onBack={() => state.beat > 0 && enter(send({ type: 'BACK' }))}
          onNext={next}
          onBreak={breakIt}
          onMend={mend}
          onRestart={restart}
        />
        <p className="interview-assumed">
          <strong>Assumed</strong> {card.assumptions}
        </p>
      </footer>
      <FinderDialog isOpen={dialog === 'finder'} onClose={() => setDialog(null)} onGo={go} />
      <KeysOfLesson isOpen={dialog === 'keys'} keys={keys} onClose={() => setDialog(null)} />
      <TakenAlong
        worlds={worlds}
        values={values}
        checks={checks}
        isOpen={dialog === 'export'}
        onClose={() => setDialog(null)}
      />
    </div>
  );
}

const quadrants = [
  'Requirements and arithmetic',
  'Stage',
  'Numbers',
  'Trade-offs, said aloud',
] as const;

const faultKeys: readonly {
  readonly id: QuickAct['id'];
  readonly key: string;
  readonly does: string;
}[] = [
  { id: 'crash', key: 'C', does: 'Crash a consumer' },
  { id: 'broker', key: 'D', does: 'Broker down' },
  { id: 'spike', key: 'T', does: 'Traffic spike' },
  { id: 'service', key: 'K', does: 'A service down' },
  { id: 'poison', key: 'X', does: 'Poison the next message' },
];

interface TakenAlongProps {
  readonly worlds: LessonWorlds<Card>;
  readonly values: readonly number[];
  readonly checks: readonly CardCheck[] | null;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** The card as text and on paper: both of the same figures. */
function TakenAlong({ worlds, values, checks, isOpen, onClose }: TakenAlongProps) {
  const isPrinting = usePrinting();
  // Both runs are read from their beginning for it: only when somebody will see it.
  const tradeOffs = useTradeOffs(worlds, isOpen || isPrinting);
  const told = {
    card: worlds.lesson,
    values,
    checks: checks ?? [],
    tradeOffs,
    link: location.href,
  };
  return (
    <>
      <ExportDialog isOpen={isOpen} told={told} onClose={onClose} />
      <PrintedCard {...told} />
    </>
  );
}

/** What to look at in this beat. */
function watchOf(
  { breaks, mends, worlds }: Card,
  { beat, isMended }: InterviewState,
  breakCap: string,
): string {
  if (beat === 0) return `This runs with: ${worlds[1].title}. Break it with ${breakCap}.`;
  return isMended ? mends.watch : breaks.watch;
}

/** The worlds of the card, with their frames. */
function useCardWorlds(link: InterviewLink, state: InterviewState): LessonWorlds<Card> {
  const [worlds] = useState(() => {
    const made = openedWorlds(link, () => performance.now());
    const slot = made.slots[state.isMended ? 1 : 0];
    if (slot !== undefined && link.view.selection !== null) {
      const { selection } = viewedIn(slot.session.timeline.world, link.view);
      slot.session.set({ selection });
    }
    return made;
  });
  const { mark, beat } = link;
  useEffect(() => {
    if (mark !== null && markOf(worlds) !== mark)
      announce(
        'Another build made this link: here the run is not the same, nor need its numbers be.',
      );
    // A cold link opens on something that runs; one with an instant stands there.
    if (beat === null) playBeat(worlds, 0);
  }, [worlds, mark, beat]);
  useFrames(worlds);
  return worlds;
}

/** The address holds the card as it stands, whenever it stands still. */
function useKeptAddress(worlds: LessonWorlds<Card>, state: InterviewState): void {
  useEffect(() => {
    const keep = (): void => {
      const hash = writeInterviewLink(writtenFrom(worlds, state));
      if (hash !== null && location.hash !== `#${hash}`) history.replaceState(null, '', `#${hash}`);
    };
    if (!worlds.isPlaying) keep();
    const stop = worlds.subscribe(() => {
      if (!worlds.isPlaying) keep();
    });
    window.addEventListener('pagehide', keep);
    return () => {
      stop();
      window.removeEventListener('pagehide', keep);
    };
  }, [worlds, state]);
}

/** The part of the run that belongs to a beat, or null. */
function stretchOf(card: Card, beat: number): Card['opening'] | null {
  const { opening, breaks, mends, opensAtS } = card;
  if (beat === 0) return opening;
  if (beat === BREAK) return { ...breaks, fromS: opensAtS };
  return beat === FIX ? { ...mends, fromS: opensAtS } : null;
}

/** Plays what belongs to a beat; the number stands at the end of both runs. */
function playBeat(worlds: LessonWorlds<Card>, beat: number): void {
  const stretch = stretchOf(worlds.lesson, beat);
  worlds.pause();
  if (stretch === null) {
    if (beat === NUMBER) worlds.seek(worlds.endUs);
    return;
  }
  worlds.setPace(stretch.pace);
  worlds.seek(stretch.fromS * US_PER_S);
  playTo(worlds, stretch.toS * US_PER_S);
}
