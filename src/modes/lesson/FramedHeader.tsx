/** FramedHeader is the line above a lesson in a frame of another page: which it is, its beats and worlds, a way out. */
import { ExternalLink } from 'lucide-react';
import type { Lesson } from '../../lessons/course/index.ts';
import {
  type Beat,
  type EmbedLook,
  type LessonWorlds,
  writeLessonLink,
} from '../../lessons/index.ts';
import { BeatDots, type Shown } from '../../panels/lesson/index.ts';
import { WorldsChoice } from './WorldsChoice.tsx';

/** How a lesson is framed. */
export interface LessonFrame {
  readonly ui: EmbedLook;
  /** The address of the whole product, without search and hash. */
  readonly home: string;
}

export interface FramedHeaderProps {
  readonly frame: LessonFrame;
  readonly lesson: Lesson;
  readonly worlds: LessonWorlds;
  readonly beats: readonly Beat[];
  readonly beat: number;
  readonly reachable: number;
  readonly shown: Shown;
  readonly onShow: (shown: Shown) => void;
  readonly onGo: (beat: number) => void;
}

export function FramedHeader(props: FramedHeaderProps) {
  const { frame, lesson, worlds, beats, beat, reachable, shown, onShow, onGo } = props;
  return (
    <header className="header lesson-header">
      <h1 className="lesson-name">
        <strong>{lesson.id.slice(1)}</strong> <strong>{lesson.title}</strong>
      </h1>
      <BeatDots
        titles={beats.map(({ title }) => title)}
        current={beat}
        reachable={reachable}
        onGo={onGo}
      />
      <span className="header-rest">
        <WorldsChoice worlds={worlds} shown={shown} onShow={onShow} />
        <HomeLink frame={frame} lesson={lesson} beat={beat} />
      </span>
    </header>
  );
}

/** The way to the whole product, at the same beat, in a page of its own. */
export function HomeLink({
  frame,
  lesson,
  beat,
}: Pick<FramedHeaderProps, 'frame' | 'lesson' | 'beat'>) {
  const hash = writeLessonLink({ id: lesson.id, beat, atUs: null, path: null });
  return (
    <a
      className="lesson-home"
      href={`${frame.home}#${hash}`}
      target="_blank"
      rel="noopener noreferrer"
      title="Open it in Queuescope"
    >
      Queuescope <ExternalLink aria-hidden="true" />
    </a>
  );
}
