import { Flex, Heading, List, Text } from '@hubspot/ui-extensions';
import type { HealthView } from '../view/partner-view.ts';

/** Each reason with what to do about it. */
export function Reasons({ title, reasons }: { title: string; reasons: HealthView['reasons'] }) {
  return (
    <Flex direction="column" gap="xs">
      <Heading>{title}</Heading>
      <List variant="unordered-styled">
        {reasons.map(({ key, text, action }) => (
          <Flex key={key} direction="column">
            <Text format={{ fontWeight: 'demibold' }}>{text}</Text>
            <Text>{action}</Text>
          </Flex>
        ))}
      </List>
    </Flex>
  );
}
