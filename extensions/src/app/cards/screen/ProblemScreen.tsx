import { Button, ErrorState, Flex, Text } from '@hubspot/ui-extensions';
import { type Problem, viewProblem } from '../view/problem-view.ts';
import { words } from '../words.ts';

export function ProblemScreen({ problem, onRetry }: { problem: Problem; onRetry(): void }) {
  const { title, text, detail, canRetry } = viewProblem(problem);
  return (
    <ErrorState title={title}>
      <Flex direction="column" gap="sm">
        <Text>{text}</Text>
        {detail && <Text variant="microcopy">{detail}</Text>}
        {canRetry && (
          <Button onClick={onRetry} testId="retry">
            {words.retry}
          </Button>
        )}
      </Flex>
    </ErrorState>
  );
}
