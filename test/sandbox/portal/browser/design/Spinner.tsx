/** A turning ring with its word; the word is read out even where it is not shown. */
export function Spinner(props: {
  label: string;
  showLabel?: boolean;
  size?: 'extra-small' | 'small' | 'medium';
  centered?: boolean;
}) {
  const { label, showLabel = false, size = 'medium', centered = false } = props;
  return (
    <div className={centered ? 'spinner spinner--centered' : 'spinner'} role="status">
      <span className={`spinner__ring spinner__ring--${size}`} aria-hidden="true" />
      <span className={showLabel ? 'spinner__label' : 'visually-hidden'}>{label}</span>
    </div>
  );
}
