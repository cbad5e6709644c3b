import { Flex, Heading, Statistics, StatisticsItem, Text } from '@hubspot/ui-extensions';
import type { RevenueView } from '../view/partner-view.ts';
import { words } from '../words.ts';

export function Revenue({ revenue: { items, wonDeals, influenced } }: { revenue: RevenueView }) {
  return (
    <Flex direction="column" gap="xs">
      <Heading>{words.revenue.title}</Heading>
      <Statistics>
        {items.map(({ label, text }) => (
          <StatisticsItem key={label} label={label} number={text} />
        ))}
      </Statistics>
      <Text>{wonDeals}</Text>
      <Text variant="microcopy">{influenced}</Text>
    </Flex>
  );
}
