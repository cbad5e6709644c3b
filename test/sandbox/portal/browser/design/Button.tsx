import type { ReactNode, Ref } from 'react';

export type ButtonLook = 'primary' | 'secondary' | 'destructive' | 'transparent' | 'icon';

/** The portal's own button. */
export function Button(props: {
  children: ReactNode;
  onClick?: () => void;
  look?: ButtonLook;
  size?: 'extra-small' | 'small' | 'medium';
  type?: 'button' | 'submit';
  disabled?: boolean;
  label?: string;
  buttonRef?: Ref<HTMLButtonElement>;
}) {
  const { look = 'secondary', size = 'medium', type = 'button' } = props;
  return (
    <button
      ref={props.buttonRef}
      type={type}
      className={`button button--${look} button--${size}`}
      disabled={props.disabled}
      aria-label={props.label}
      title={look === 'icon' ? props.label : undefined}
      onClick={() => props.onClick?.()}
    >
      {props.children}
    </button>
  );
}
