import type { ReactNode } from 'react';
import { Icon } from './Icon.tsx';

export type AlertTone = 'info' | 'warning' | 'success' | 'danger' | 'tip';

const signs: Record<AlertTone, { icon: string; word: string }> = {
  info: { icon: 'info', word: 'Information' },
  warning: { icon: 'warning', word: 'Warning' },
  success: { icon: 'checkCircle', word: 'Success' },
  danger: { icon: 'exclamationCircle', word: 'Error' },
  tip: { icon: 'bulb', word: 'Tip' },
};

/** A message with an icon and a word for its tone, so that colour is never alone. */
export function AlertBox(props: {
  tone: AlertTone;
  title?: string | undefined;
  children?: ReactNode;
  live?: boolean;
  action?: ReactNode;
}) {
  const { tone, title, children, live = true } = props;
  return (
    <div
      className={`alert alert--${tone}`}
      role={live ? (tone === 'danger' ? 'alert' : 'status') : undefined}
    >
      <Icon name={signs[tone].icon} size={18} text={signs[tone].word} className="alert__icon" />
      <div className="alert__text">
        {title !== undefined && <strong className="alert__title">{title}</strong>}
        {children !== undefined && <div>{children}</div>}
      </div>
      {props.action}
    </div>
  );
}
