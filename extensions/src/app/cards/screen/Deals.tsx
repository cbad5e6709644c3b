import { Flex, Heading, Tag, Text, Tile } from '@hubspot/ui-extensions';
import type { DealView } from '../view/client-view.ts';
import { words } from '../words.ts';

/** The client's deals, each with its receipt: the sentence that says why it was credited, or not. */
export function Deals({ deals }: { deals: readonly DealView[] }) {
  return (
    <Flex direction="column" gap="xs">
      <Heading>{words.client.deals}</Heading>
      {deals.length === 0 && <Text>{words.client.noDeals}</Text>}
      {deals.map(({ id, name, attribution, variant, credited, receipt }) => (
        <Tile key={id} compact>
          <Flex direction="column" gap="xs">
            <Flex direction="row" gap="sm" align="center" wrap>
              <Text format={{ fontWeight: 'demibold' }}>{name}</Text>
              <Tag variant={variant}>{attribution}</Tag>
              {credited && <Text>{credited}</Text>}
            </Flex>
            <Text>{receipt}</Text>
          </Flex>
        </Tile>
      ))}
    </Flex>
  );
}
