import { Box, Flex, Icon, ScoreCircle, StatusTag, Text } from '@hubspot/ui-extensions';
import type { HealthView } from '../view/partner-view.ts';
import { words } from '../words.ts';
import { Reasons } from './Reasons.tsx';

export function Health({ health }: { health: HealthView }) {
  const { status, score, summary, confidence, reasons } = health;
  return (
    <Flex direction="column" gap="md">
      <Flex direction="row" gap="md" align="center">
        {score && (
          <Flex direction="column" align="center">
            <ScoreCircle score={score.value} />
            <Text variant="microcopy">{score.text}</Text>
          </Flex>
        )}
        <Box flex={1}>
          <Flex direction="column" gap="xs">
            <Flex direction="row" gap="xs" align="center">
              <Icon name={status.icon} />
              <StatusTag variant={status.variant}>{status.text}</StatusTag>
            </Flex>
            <Text>{summary}</Text>
            {confidence && <Text variant="microcopy">{confidence}</Text>}
          </Flex>
        </Box>
      </Flex>
      {reasons.length > 0 && <Reasons title={words.health.why} reasons={reasons} />}
    </Flex>
  );
}
