import { Flex, Heading, List, Text } from '@hubspot/ui-extensions';
import type { Line } from '../view/lines.ts';

/** A titled list; nothing at all where it is empty. */
export function Lines({ title, lines }: { title: string; lines: readonly Line[] }) {
  if (lines.length === 0) return null;
  return (
    <Flex direction="column" gap="xs">
      <Heading>{title}</Heading>
      <List variant="unordered-styled">
        {lines.map(({ key, text }) => (
          <Text key={key}>{text}</Text>
        ))}
      </List>
    </Flex>
  );
}
