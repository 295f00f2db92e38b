/** TakeAlong is what a lesson can be taken along as: pages of paper, and a frame in a page of one's own. */
import { Copy, Printer } from 'lucide-react';
import { type EmbedLink, embedSnippet, writeSheetLink } from '../../lessons/index.ts';
import { Button, copyText, Dialog } from '../../ui/index.ts';
import './LessonPanels.css';

export interface TakeAlongProps {
  readonly isOpen: boolean;
  readonly id: EmbedLink['id'];
  readonly beat: number;
  readonly onClose: () => void;
}

export function TakeAlong({ isOpen, id, beat, onClose }: TakeAlongProps) {
  const snippet = embedSnippet(location.href, { id, beat, ui: 'min', origin: null });
  return (
    <Dialog open={isOpen} title="Take it along" onClose={onClose}>
      <section className="lesson-take">
        <h3 className="lesson-heading">On paper</h3>
        <p>One page for students, and one with the key to it.</p>
        <a className="ui-button" href={`#${writeSheetLink(id, 'student')}`}>
          <span className="ui-button-icon">
            <Printer aria-hidden="true" />
          </span>
          <span className="ui-button-label">Print sheets</span>
        </a>
      </section>
      <section className="lesson-take">
        <h3 className="lesson-heading">Embed</h3>
        <p>In slides or in a course, at this beat. The page that holds it can hear what is done.</p>
        <textarea
          aria-label="The code of the frame"
          readOnly
          rows={4}
          value={snippet}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button
          icon={<Copy />}
          onClick={() =>
            void copyText(
              snippet,
              'Copied: a frame with this lesson, at this beat.',
              'Select the text.',
            )
          }
        >
          Copy the frame
        </Button>
      </section>
    </Dialog>
  );
}
