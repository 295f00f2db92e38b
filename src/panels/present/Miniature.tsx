/** Miniature is the screen of the class in small: the same screen, with worlds of its own taken to an instant. */
import { useEffect, useState } from 'react';
import type { Lesson } from '../../lessons/course/index.ts';
import { LessonWorlds, type Scene, type Spotlight, type StageState } from '../../lessons/index.ts';
import { AudienceScreen } from './AudienceScreen.tsx';
import './NotesPanels.css';

export interface MiniatureProps {
  readonly title: string;
  readonly lesson: Lesson;
  readonly scene: Scene;
  readonly stage: StageState;
  readonly isHeld: boolean;
  readonly isBlank: boolean;
  readonly tally: readonly number[] | null;
  readonly spotlight: Spotlight;
  readonly theme: string;
  readonly counts: ReadonlyMap<string, number> | null;
}

export function Miniature(props: MiniatureProps) {
  const { title, lesson, scene, stage, isBlank, theme, ...screen } = props;
  const [worlds] = useState(() => new LessonWorlds(lesson, () => performance.now(), stage));
  useEffect(() => worlds.restore(stage), [worlds, stage]);
  return (
    <figure className="miniature">
      <figcaption>{title}</figcaption>
      <div
        className="miniature-frame"
        data-theme={theme}
        data-size="presenter"
        data-blank={isBlank}
        inert
      >
        <div className="miniature-screen" aria-hidden="true">
          <AudienceScreen worlds={worlds} scene={scene} onGo={() => undefined} {...screen} />
        </div>
      </div>
    </figure>
  );
}
