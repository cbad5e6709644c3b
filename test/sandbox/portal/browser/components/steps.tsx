import type { StepIndicatorProps } from '@hubspot/ui-extensions';
import { Icon } from '../design/Icon.tsx';

export function StepIndicator(props: StepIndicatorProps) {
  const { stepNames, currentStep = 0, direction = 'horizontal', onClick } = props;
  return (
    <ol className={`hs-steps hs-steps--${direction}`} data-testid={props.testId}>
      {stepNames.map((name, index) => {
        const state = index < currentStep ? 'done' : index === currentStep ? 'current' : 'ahead';
        const sign = state === 'done' ? <Icon name="success" size={12} text="Done" /> : index + 1;
        return (
          <li
            key={name}
            className={`hs-steps__step hs-steps__step--${state}`}
            aria-current={state === 'current' && 'step'}
          >
            <button type="button" disabled={onClick === undefined} onClick={() => onClick?.(index)}>
              <span className="hs-steps__sign">{sign}</span>
              {name}
            </button>
          </li>
        );
      })}
    </ol>
  );
}
