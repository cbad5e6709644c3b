import { Button, Flex, Heading, Tile } from '@hubspot/ui-extensions';
import { type ReactNode, useState } from 'react';
import type { FormSetting } from './form-setting.ts';

export type Action = { key: string; label: string; form(setting: FormSetting): ReactNode };

type Props = { actions: readonly Action[]; setting: FormSetting };

/**
 * The card's buttons. A form opens in the card itself, not in an overlay: it works alike in every place HubSpot shows
 * cards, and closing it is the person's act alone.
 */
export function Actions({ actions, setting }: Props) {
  const [openKey, setOpenKey] = useState<string | null>(null);
  const open = actions.find(({ key }) => key === openKey);
  const close = () => setOpenKey(null);
  if (open) {
    const closing: FormSetting = {
      ...setting,
      onSaved: (card, message) => {
        close();
        setting.onSaved(card, message);
      },
      onCancel: (state) => {
        close();
        setting.onCancel(state);
      },
    };
    return (
      <Tile>
        <Flex direction="column" gap="md">
          <Heading>{open.label}</Heading>
          {open.form(closing)}
        </Flex>
      </Tile>
    );
  }
  return (
    <Flex direction="row" gap="sm" wrap>
      {actions.map(({ key, label }, place) => (
        <Button
          key={key}
          variant={place === 0 ? 'primary' : 'secondary'}
          onClick={() => setOpenKey(key)}
          testId={`open-${key}`}
        >
          {label}
        </Button>
      ))}
    </Flex>
  );
}
