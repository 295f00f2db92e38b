/** LessonHeader says which lesson it is and how far one is in it, and holds what concerns the whole screen. */
import { CircleHelp, Link2, Presentation, Share2 } from 'lucide-react';
import type { Lesson } from '../../lessons/course/index.ts';
import type { Beat, LessonWorlds } from '../../lessons/index.ts';
import { copyLink, ModeNav, ThemeButton } from '../../panels/index.ts';
import { BeatDots, type Shown, useWorlds } from '../../panels/lesson/index.ts';
import { Button, IconButton } from '../../ui/index.ts';
import { WorldsChoice } from './WorldsChoice.tsx';

export interface LessonHeaderProps {
  readonly lesson: Lesson;
  readonly worlds: LessonWorlds;
  readonly beats: readonly Beat[];
  readonly beat: number;
  readonly reachable: number;
  readonly shown: Shown;
  readonly onShow: (shown: Shown) => void;
  readonly onGo: (beat: number) => void;
  readonly onPresent: () => void;
  /** Opens what the lesson can be taken along as. */
  readonly onTake: () => void;
  readonly onKeys: () => void;
}

export function LessonHeader(props: LessonHeaderProps) {
  const { lesson, worlds, beats, beat, reachable, shown } = props;
  const { onShow, onGo, onPresent, onTake, onKeys } = props;
  const seed = useWorlds(worlds, ({ lead }) => lead.timeline.seed);
  return (
    <header className="header lesson-header">
      <h1 className="header-name">Queuescope</h1>
      <ModeNav current="course" />
      <span className="lesson-name">
        <strong>{lesson.id.slice(1)}</strong> <strong>{lesson.title}</strong>
      </span>
      <BeatDots
        titles={beats.map(({ title }) => title)}
        current={beat}
        reachable={reachable}
        onGo={onGo}
      />
      <span className="header-rest">
        <WorldsChoice worlds={worlds} shown={shown} onShow={onShow} />
        <span className="header-seed">seed {seed}</span>
        <IconButton
          icon={<Link2 />}
          label="Copy link"
          onClick={() => void copyLink('this lesson, at this beat')}
        />
        <Button icon={<Presentation />} keyHint="P" onClick={onPresent}>
          Present
        </Button>
        <IconButton icon={<Share2 />} label="Take it along" onClick={onTake} />
        <ThemeButton />
        <span className="lesson-header-keys">
          <IconButton icon={<CircleHelp />} label="Keys" keyHint="?" onClick={onKeys} />
        </span>
      </span>
    </header>
  );
}
