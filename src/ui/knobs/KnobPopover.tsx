/**
 * KnobPopover is the small sheet that opens at a knob: in the top layer, closed by Escape or by a
 * press elsewhere, all of it native. It stands above a knob in the lower half of the window and
 * below one in the upper half, so it never has to be measured.
 */
import { type ComponentPropsWithoutRef, type RefObject, useEffect, useState } from 'react';
import './KnobPopover.css';

export interface KnobPopoverProps extends ComponentPropsWithoutRef<'div'> {
  readonly sheet: RefObject<HTMLDivElement | null>;
  readonly knob: RefObject<HTMLElement | null>;
  readonly onOpenChange: (open: boolean) => void;
}

export function KnobPopover({ sheet, knob, onOpenChange, children, ...rest }: KnobPopoverProps) {
  const [open, setOpen] = useState(false);

  useEffect(() => {
    if (!open) return;
    const place = () => placeAt(sheet.current, knob.current);
    window.addEventListener('resize', place);
    window.addEventListener('scroll', place, true);
    return () => {
      window.removeEventListener('resize', place);
      window.removeEventListener('scroll', place, true);
    };
  }, [open, sheet, knob]);

  return (
    <div
      ref={sheet}
      popover="auto"
      className="ui-knob-sheet"
      onBeforeToggle={(event) => {
        if (event.newState === 'open') placeAt(sheet.current, knob.current);
      }}
      onToggle={(event) => {
        const isOpen = event.newState === 'open';
        setOpen(isOpen);
        onOpenChange(isOpen);
      }}
      {...rest}
    >
      {children}
    </div>
  );
}

const gap = 8;

function placeAt(sheet: HTMLElement | null, knob: HTMLElement | null): void {
  if (!sheet || !knob) return;
  const at = knob.getBoundingClientRect();
  const above = at.top > window.innerHeight - at.bottom;
  sheet.style.setProperty('--knob-x', `${at.left + at.width / 2}px`);
  sheet.style.top = above ? 'auto' : `${at.bottom + gap}px`;
  sheet.style.bottom = above ? `${window.innerHeight - at.top + gap}px` : 'auto';
}
