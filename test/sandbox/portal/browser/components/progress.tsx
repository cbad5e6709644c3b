import type { LoadingSpinnerProps, ProgressBarProps } from '@hubspot/ui-extensions';
import { useId } from 'react';
import { Spinner } from '../design/Spinner.tsx';
import { sizeOf } from './spacing.ts';

export function LoadingSpinner(props: LoadingSpinnerProps) {
  const size = sizeOf(props.size);
  return (
    <div data-testid={props.testId}>
      <Spinner
        label={props.label}
        showLabel={props.showLabel ?? false}
        size={size === 'large' ? 'medium' : size}
        centered={props.layout === 'centered'}
      />
    </div>
  );
}

export function ProgressBar(props: ProgressBarProps) {
  const { title, value = 0, maxValue, valueMax, variant, showPercentage, valueDescription } = props;
  const max = maxValue ?? valueMax ?? 100;
  const percent = Math.max(0, Math.min(100, Math.round((value / max) * 100)));
  const id = useId();
  return (
    <div className="hs-progress" data-testid={props.testId}>
      {title !== undefined && (
        <span className="hs-progress__title" id={id}>
          {title}
        </span>
      )}
      <div
        className="hs-progress__track"
        role="progressbar"
        aria-valuenow={value}
        aria-valuemin={0}
        aria-valuemax={max}
        aria-valuetext={valueDescription}
        aria-label={title === undefined ? props['aria-label'] : undefined}
        aria-labelledby={title === undefined ? undefined : id}
      >
        <span
          className={`hs-progress__fill hs-progress__fill--${variant ?? 'default'}`}
          style={{ width: `${percent}%` }}
        />
      </div>
      {(showPercentage || valueDescription) && (
        <span className="hs-progress__value">{valueDescription ?? `${percent} %`}</span>
      )}
    </div>
  );
}
