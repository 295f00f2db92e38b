/**
 * AudienceScreen is what a class sees of a lesson: the question, the stage, the bet and the number; where
 * something is asked or said, that in its place. All its sizes are in rem and none in parts of the window,
 * so that the notes show it in small as it is.
 */
import { useEffect, useState } from 'react';
import { handsOf, lessonOf } from '../../lessons/course/index.ts';
import {
  type Beat,
  beatsOf,
  isBeforeRun,
  isResultOut,
  type LessonWorlds,
  ORDERS_BY_HAND,
  type Scene,
  type Spotlight,
  theNumberNow,
} from '../../lessons/index.ts';
import { BeatDots, NumberPanel, useWorlds, WorldsStage } from '../lesson/index.ts';
import { AskBoard, LineBoard, RecallBoard, ResultBoard } from './boards.tsx';
import { Caption } from './Caption.tsx';
import { HandsPanel } from './HandsPanel.tsx';
import { PartAlone } from './PartAlone.tsx';
import './AudienceScreen.css';

export interface AudienceScreenProps {
  readonly worlds: LessonWorlds;
  readonly scene: Scene;
  readonly isHeld: boolean;
  readonly tally: readonly number[] | null;
  readonly spotlight: Spotlight;
  /** What the engine counts in the lesson's own worlds; null: not yet. */
  readonly counts: ReadonlyMap<string, number> | null;
  readonly onGo: (beat: number) => void;
  /** All worlds are asked for, and there is no room for them: the first is shown. */
  readonly onCrowded?: () => void;
}

export function AudienceScreen(props: AudienceScreenProps) {
  const { worlds, scene, isHeld, tally, spotlight, counts, onGo, onCrowded } = props;
  const { lesson } = worlds;
  const [isCrowded, crowd] = useState(false);
  const [tall, setTall] = useState<readonly number[]>([]);
  const beats = beatsOf(lesson);
  const beat = beats[scene.beat] as Beat;
  const { step } = beat;
  const bet = handsOf(lesson);
  const isKnown = isResultOut(step);
  const isOpen = !isBeforeRun(step);
  const run = step === 'run' ? lesson.beats[beat.run] : undefined;
  // Where the worlds of the number are not on stage, it stands nowhere before the result.
  const isCounted = useWorlds(
    worlds,
    (now) => isKnown || (isOpen && theNumberNow(now).some((value) => value !== null)),
  );
  const question = questionOf(props, beat);
  const isFirstOnly = isCrowded && scene.world === null;
  const shown = scene.world ?? (isCrowded ? 0 : 'all');
  const isStaged = step === 'bet' || step === 'run' || step === 'observe';
  // A world that needs the whole width has it once the bets are made; what stands beside it goes below.
  const isWide =
    isStaged && isOpen && spotlight === 'all' && shown !== 'all' && tall.includes(shown);
  useEffect(() => {
    if (isFirstOnly) onCrowded?.();
  }, [isFirstOnly, onCrowded]);
  const number = (
    <NumberPanel
      lesson={lesson}
      worlds={worlds}
      stage={isKnown ? 'known' : isOpen ? 'running' : 'hidden'}
      counts={counts}
      own={null}
    />
  );
  const choices =
    step === 'observe' && lesson.observe.kind === 'choice' ? (
      <Choices options={lesson.observe.options} />
    ) : null;
  const stage = (
    <div className="audience-picture">
      <WorldsStage
        // With another width all of it is measured anew.
        key={isWide ? 'alone' : 'beside'}
        worlds={worlds}
        shown={shown}
        mayNeed={1}
        onCrowded={() => crowd(true)}
        onTall={() => {
          if (shown !== 'all' && !tall.includes(shown)) setTall([...tall, shown]);
        }}
      />
      <Caption worlds={worlds} beat={beat}>
        {isWide && (choices ?? (isCounted && number))}
      </Caption>
    </div>
  );
  return (
    <div
      className="audience"
      data-step={step}
      data-on={spotlight}
      data-held={isHeld}
      data-wide={isWide}
    >
      <div className="audience-head">
        <p className="audience-name">
          <strong>{lesson.id.slice(1)}</strong> {lesson.title}
        </p>
        <BeatDots
          titles={beats.map(({ title }) => title)}
          current={scene.beat}
          reachable={beats.length - 1}
          onGo={onGo}
        />
      </div>
      {question !== null && (
        <div className="audience-question">
          {question.before !== null && <span>{question.before}</span>}
          <h2>{question.text}</h2>
        </div>
      )}
      {spotlight === 'all' ? (
        <div className="audience-main">
          {step === 'recall' && lesson.opensWith !== undefined && (
            <RecallBoard from={lessonOf(lesson.opensWith)} isAnswered={scene.isAnswered} />
          )}
          {isStaged && stage}
          {step === 'result' && <ResultBoard worlds={worlds} />}
          {step === 'ask' && <AskBoard ask={lesson.ask} isAnswered={scene.isAnswered} />}
          {step === 'line' && <LineBoard lesson={lesson} />}
          {step !== 'recall' && !isWide && (
            <div className="audience-side">
              {choices}
              {choices === null && bet !== null && (
                <HandsPanel bet={bet} asks={bet.asks ?? null} tally={tally} isKnown={isKnown} />
              )}
              {run?.world !== undefined && lesson.byHand !== undefined && (
                <OrdersPanel worlds={worlds} world={run.world} />
              )}
              {isCounted && number}
            </div>
          )}
        </div>
      ) : (
        <div className="audience-alone">
          {spotlight === 'stage' ? stage : <PartAlone {...props} beat={beat} number={number} />}
        </div>
      )}
    </div>
  );
}

/** What is asked now, in a line above all. On a held picture it is what the class is to say before it goes on. */
function questionOf(
  { worlds: { lesson }, isHeld }: AudienceScreenProps,
  { step, run }: Beat,
): { readonly before: string | null; readonly text: string } | null {
  const { prompt } = lesson.notes;
  if (step === 'recall' || step === 'ask') return null;
  if (step === 'observe') return { before: 'What did you see?', text: lesson.observe.asks };
  if (isHeld && (step === 'run' || step === 'bet')) {
    const isPrompt = step === 'run' && prompt.beat === run;
    return { before: 'Predict', text: isPrompt ? prompt.ask : lesson.question };
  }
  return { before: null, text: lesson.question };
}

/** The answers that one may have seen; hands are raised for them too, and nobody counts. */
function Choices({
  options,
}: {
  options: readonly { readonly id: string; readonly text: string }[];
}) {
  return (
    <section className="hands" aria-label="What one may have seen">
      <h2 className="lesson-heading">Which was it?</h2>
      <ol className="hands-options">
        {options.map(({ id, text }, i) => (
          <li key={id}>
            <span className="hands-letter">{i + 1}</span>
            <span className="hands-text">{text}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** How many of the five orders have been placed: those in front cannot see who presses. */
function OrdersPanel({ worlds, world }: { worlds: LessonWorlds; world: string }) {
  const placed = useWorlds(worlds, (now) => now.ordersIn(world).length);
  const places = Array.from({ length: Math.max(ORDERS_BY_HAND, placed) }, (_, i) => i);
  return (
    <section className="orders" aria-label="Orders by hand">
      <h2 className="lesson-heading">{placed === 1 ? '1 order' : `${placed} orders`} placed</h2>
      <ol aria-hidden="true">
        {places.map((i) => (
          <li key={i} data-placed={i < placed} />
        ))}
      </ol>
    </section>
  );
}
