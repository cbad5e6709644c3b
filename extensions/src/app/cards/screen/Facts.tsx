import { DescriptionList, DescriptionListItem, Text } from '@hubspot/ui-extensions';

export function Facts({ facts }: { facts: readonly { label: string; text: string }[] }) {
  return (
    <DescriptionList direction="row">
      {facts.map(({ label, text }) => (
        <DescriptionListItem key={label} label={label}>
          <Text>{text}</Text>
        </DescriptionListItem>
      ))}
    </DescriptionList>
  );
}
