import { Box, Flex, Heading, Statistics, StatisticsItem, Text, Tile } from '@hubspot/ui-extensions';
import type { CounterView } from '../view/partner-view.ts';

/** What they sent us and what we sent them, side by side and built alike. */
export function Counters({ counters }: { counters: readonly CounterView[] }) {
  return (
    <Flex direction="row" gap="md">
      {counters.map(({ title, label, number, total, last }) => (
        <Box key={title} flex={1}>
          <Tile>
            <Flex direction="column" gap="xs">
              <Heading>{title}</Heading>
              <Statistics>
                <StatisticsItem label={label} number={number} />
              </Statistics>
              <Text>{total}</Text>
              <Text variant="microcopy">{last}</Text>
            </Flex>
          </Tile>
        </Box>
      ))}
    </Flex>
  );
}
