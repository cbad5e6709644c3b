import { Button, Flex, Input } from '@hubspot/ui-extensions';
import type { CompanyServer } from '../server/company-server.ts';
import { words } from '../words.ts';
import { ClientSearchField } from './ClientSearchField.tsx';
import type { Problems } from './entry.ts';
import { problemProps } from './field.ts';
import type { ClientDraft } from './referral-draft.ts';

type Props = {
  client: ClientDraft;
  problems: Problems;
  readOnly: boolean;
  search: CompanyServer['search'];
  onChange(client: ClientDraft): void;
};

/** The client of a referral: found among the companies of the portal, or entered as a new one. */
export function ClientField({ client, problems, readOnly, search, onChange }: Props) {
  if (client.kind !== 'new') {
    const chosen = client.kind === 'existing' ? client.companyId : '';
    return <ClientSearchField {...{ chosen, problems, readOnly, search, onChange }} />;
  }
  return (
    <Flex direction="column" gap="sm">
      <Input
        label={words.form.client.name}
        name="client.name"
        required
        readOnly={readOnly}
        value={client.name}
        onChange={(name) => onChange({ ...client, name })}
        {...problemProps(problems, 'client.name')}
      />
      <Input
        label={words.form.client.domain}
        name="client.domain"
        readOnly={readOnly}
        value={client.domain}
        onChange={(domain) => onChange({ ...client, domain })}
        {...problemProps(problems, 'client.domain')}
      />
      <Button
        variant="transparent"
        disabled={readOnly}
        onClick={() => onChange({ kind: 'none' })}
        testId="back-to-search"
      >
        {words.form.client.backToSearch}
      </Button>
    </Flex>
  );
}
