/** LessonHeader says which lesson it is and how far one is in it, and holds what concerns the whole screen. */
import { CircleHelp, Link2, Moon, Presentation, Sun } from 'lucide-react';
import type { Lesson } from '../../lessons/course/index.ts';
import type { Beat, LessonWorlds } from '../../lessons/index.ts';
import { ModeNav } from '../../panels/index.ts';
import { BeatDots, type Shown, useWorlds } from '../../panels/lesson/index.ts';
import { useSession, useSessionActions } from '../../store/index.ts';
import { announce, Button, IconButton, SegmentedControl } from '../../ui/index.ts';

export interface LessonHeaderProps {
  readonly lesson: Lesson;
  readonly worlds: LessonWorlds;
  readonly beats: readonly Beat[];
  readonly beat: number;
  readonly reachable: number;
  readonly shown: Shown;
  readonly onShow: (shown: Shown) => void;
  readonly onGo: (beat: number) => void;
  readonly onKeys: () => void;
}

export function LessonHeader(props: LessonHeaderProps) {
  const { lesson, worlds, beats, beat, reachable, shown, onShow, onGo, onKeys } = props;
  const screen = useSessionActions();
  const { theme, isPresenting } = useSession(({ theme, isPresenting }) => ({
    theme,
    isPresenting,
  }));
  const isDark =
    theme === 'ink' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
  const seed = useWorlds(worlds, ({ lead }) => lead.timeline.seed);
  const letters = worlds.slots.map(({ letter }) => letter);
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
        <SegmentedControl
          label="Worlds on stage"
          segments={[
            ...letters.map((letter, i) => ({ value: String(i), label: letter })),
            { value: 'all', label: letters.join(' + ') },
          ]}
          value={String(shown)}
          onChange={(value) => onShow(value === 'all' ? 'all' : Number(value))}
        />
        <span className="header-seed">seed {seed}</span>
        <Button icon={<Link2 />} onClick={() => void copyAddress()}>
          Copy link
        </Button>
        <Button
          icon={<Presentation />}
          pressed={isPresenting}
          onClick={() => screen.set({ isPresenting: !isPresenting })}
        >
          Present
        </Button>
        <IconButton
          icon={isDark ? <Sun /> : <Moon />}
          label={isDark ? 'Light theme' : 'Dark theme'}
          onClick={() => screen.set({ theme: isDark ? 'paper' : 'ink' })}
        />
        <IconButton icon={<CircleHelp />} label="Keys" keyHint="?" onClick={onKeys} />
      </span>
    </header>
  );
}

async function copyAddress(): Promise<void> {
  try {
    await navigator.clipboard.writeText(location.href);
    announce('Link copied: this lesson, at this beat.');
  } catch {
    announce('The link could not be copied. It is in the address bar.');
  }
}
