import { Link } from '@tanstack/react-router';
import type { ComponentProps, ReactNode } from 'react';
import styles from './Button.module.css';
import { classes } from './classes.ts';
import { Icon } from './Icon.tsx';
import type { IconName } from './icons.ts';

export type ButtonLook = 'primary' | 'secondary' | 'text';

interface Looks {
  readonly look?: ButtonLook | undefined;
  /** Staff pages with a mouse: 36 px instead of 44. */
  readonly compact?: boolean | undefined;
  readonly wide?: boolean | undefined;
  readonly icon?: IconName | undefined;
}

function classFor({ look = 'secondary', compact, wide }: Looks, extra?: string): string {
  return classes(styles.button, styles[look], compact && styles.compact, wide && styles.wide, extra);
}

export interface ButtonProps extends ComponentProps<'button'>, Looks {
  /** Work under way: the button stays focusable, says so, and ignores further presses. */
  readonly busy?: boolean;
}

export function Button({
  look,
  compact,
  wide,
  icon,
  busy,
  children,
  className,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-disabled={busy || rest['aria-disabled']}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      className={classFor({ look, compact, wide }, className)}
    >
      {icon && <Icon name={icon} />}
      {children}
      {busy && <span className={styles.spinner} aria-hidden="true" />}
    </button>
  );
}

export interface LinkButtonProps extends Looks {
  /** A path inside the program ("/start/week"). */
  readonly to: string;
  readonly children: ReactNode;
  readonly 'aria-label'?: string;
  readonly replace?: boolean;
}

/** A link that looks like a button: it takes the person somewhere. */
export function LinkButton({ look, compact, wide, icon, children, to, ...rest }: LinkButtonProps) {
  return (
    <Link to={to} {...rest} className={classFor({ look, compact, wide })}>
      {icon && <Icon name={icon} />}
      {children}
    </Link>
  );
}

export interface AnchorButtonProps extends ComponentProps<'a'>, Looks {}

/** The same look for tel:, sms: and outside addresses. */
export function AnchorButton({ look, compact, wide, icon, children, className, ...rest }: AnchorButtonProps) {
  return (
    <a {...rest} className={classFor({ look, compact, wide }, className)}>
      {icon && <Icon name={icon} />}
      {children}
    </a>
  );
}
