/**
 * Button does one thing, says which, and may show the key that does the same.
 *
 * Buttons are ink on paper: colour is kept for what is counted, so importance is told by weight.
 * A filled one is the next thing to do, an outlined one is possible, a quiet one is in the way of
 * nobody.
 */
import type { ComponentPropsWithRef, ReactNode } from 'react';
import './Button.css';
import { KeyCap } from './keys/KeyCap';
import { useCap } from './keys/useMovedKeys';

export interface ButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'type' | 'className'> {
  readonly variant?: 'plain' | 'primary' | 'quiet';
  readonly icon?: ReactNode;
  /** The key that does the same, as printed on it where nobody has moved it. */
  readonly keyHint?: string | undefined;
  /** For a button that stays down: whether it is. */
  readonly pressed?: boolean | undefined;
}

export function Button({
  variant = 'plain',
  icon,
  keyHint,
  pressed,
  children,
  ...rest
}: ButtonProps) {
  const cap = useCap(keyHint);
  return (
    <button
      type="button"
      className="ui-button"
      data-variant={variant}
      aria-pressed={pressed}
      aria-keyshortcuts={cap}
      {...rest}
    >
      {icon !== undefined && <span className="ui-button-icon">{icon}</span>}
      {children !== undefined && <span className="ui-button-label">{children}</span>}
      {cap !== undefined && <KeyCap>{cap}</KeyCap>}
    </button>
  );
}

export interface IconButtonProps extends Omit<ButtonProps, 'children' | 'icon' | 'aria-label'> {
  readonly icon: ReactNode;
  readonly label: string;
}

/** A button whose icon says enough to those who see it; its label says it to those who do not. */
export function IconButton({ label, title, ...rest }: IconButtonProps) {
  return <Button aria-label={label} title={title ?? label} {...rest} />;
}
