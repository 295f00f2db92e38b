/** ExportDialog hands the card out on one page: as text to paste, or on paper. */
import { Copy, Printer } from 'lucide-react';
import { type ToldCard, textCard } from '../../interview/index.ts';
import { Button, copyText, Dialog } from '../../ui/index.ts';
import './InterviewPanels.css';

export interface ExportDialogProps {
  readonly isOpen: boolean;
  readonly told: ToldCard;
  readonly onClose: () => void;
}

export function ExportDialog({ isOpen, told, onClose }: ExportDialogProps) {
  const text = textCard(told);
  return (
    <Dialog
      open={isOpen}
      title="One page"
      onClose={onClose}
      footer={
        <>
          <Button
            icon={<Printer />}
            onClick={() => {
              onClose();
              // The dialog must be gone from the paper.
              requestAnimationFrame(() => window.print());
            }}
          >
            Print
          </Button>
          <Button
            variant="primary"
            icon={<Copy />}
            onClick={() => void copyText(text, 'Copied: the card as text.', 'Select the text.')}
          >
            Copy the text
          </Button>
        </>
      }
    >
      <textarea
        className="interview-text"
        aria-label="The card as text"
        readOnly
        rows={16}
        value={text}
        onFocus={(event) => event.currentTarget.select()}
      />
    </Dialog>
  );
}
