import type { ScoreProps } from '@hubspot/ui-extensions';

const circle = 2 * Math.PI * 26;

export function ScoreCircle(props: ScoreProps) {
  const score = Math.max(0, Math.min(100, Math.round(props.score)));
  const band = score < 30 ? 'low' : score < 70 ? 'middle' : 'high';
  return (
    <span className="hs-score" data-testid={props.testId} role="img" aria-label={`Score ${score} of 100`}>
      <svg width="64" height="64" viewBox="0 0 64 64" aria-hidden="true">
        <circle className="hs-score__track" cx="32" cy="32" r="26" />
        <circle
          className={`hs-score__arc hs-score__arc--${band}`}
          cx="32"
          cy="32"
          r="26"
          strokeDasharray={`${(circle * score) / 100} ${circle}`}
          transform="rotate(-90 32 32)"
        />
      </svg>
      <strong aria-hidden="true">{score}</strong>
    </span>
  );
}
