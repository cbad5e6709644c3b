import { Button, Flex, Form, LoadingButton, SearchInput, Text } from '@hubspot/ui-extensions';
import { useRef } from 'react';
import type { CompanyServer } from '../server/company-server.ts';
import { words } from '../words.ts';
import { ChoiceField } from './ChoiceField.tsx';
import { companyChoices } from './choices.ts';
import type { Problems } from './entry.ts';
import { problemProps } from './field.ts';
import type { ClientDraft } from './referral-draft.ts';
import { type ClientSearch, useClientSearch } from './useClientSearch.ts';

type Props = {
  chosen: string;
  problems: Problems;
  readOnly: boolean;
  search: CompanyServer['search'];
  onChange(client: ClientDraft): void;
};

/** Search, by Enter or the button, then choose; entering a new company is always open and keeps what was typed. */
export function ClientSearchField({ chosen, problems, readOnly, search, onChange }: Props) {
  const typed = useRef('');
  const { state, find } = useClientSearch(search);
  const keep = (text: string) => {
    typed.current = text;
  };
  const start = () => {
    // What was chosen may not be among the companies found next.
    onChange({ kind: 'none' });
    return find(typed.current);
  };
  const failed = state.kind === 'failed' ? { 'client.search': state.message } : {};
  const missing = problems.client === undefined ? {} : { 'client.search': problems.client };
  return (
    <Flex direction="column" gap="sm">
      <SearchBox
        searching={state.kind === 'searching'}
        readOnly={readOnly}
        problems={{ ...missing, ...failed }}
        onType={keep}
        onSearch={start}
      />
      <Found
        state={state}
        chosen={chosen}
        readOnly={readOnly}
        problems={problems}
        onChoose={(companyId) => onChange({ kind: 'existing', companyId })}
      />
      <Button
        variant="transparent"
        disabled={readOnly}
        onClick={() => onChange({ kind: 'new', name: typed.current.trim(), domain: '' })}
        testId="enter-new"
      >
        {words.form.client.enterNew}
      </Button>
    </Flex>
  );
}

type SearchBoxProps = {
  searching: boolean;
  readOnly: boolean;
  problems: Problems;
  onType(text: string): void;
  onSearch(): Promise<void>;
};

function SearchBox({ searching, readOnly, problems, onType, onSearch }: SearchBoxProps) {
  return (
    <Form onSubmit={onSearch}>
      <SearchInput
        label={words.form.client.search}
        name="client.search"
        placeholder={words.form.client.searchHint}
        readOnly={readOnly}
        onInput={onType}
        onChange={onType}
        {...problemProps(problems, 'client.search')}
      />
      <LoadingButton type="submit" loading={searching} disabled={readOnly || searching} testId="search">
        {searching ? words.form.client.searching : words.form.client.find}
      </LoadingButton>
    </Form>
  );
}

type FoundProps = {
  state: ClientSearch;
  chosen: string;
  readOnly: boolean;
  problems: Problems;
  onChoose(companyId: string): void;
};

function Found({ state, chosen, readOnly, problems, onChoose }: FoundProps) {
  if (state.kind !== 'found') return null;
  if (state.companies.length === 0) return <Text>{words.form.client.nothing(state.text)}</Text>;
  return (
    <ChoiceField
      label={words.form.client.pick}
      name="client"
      readOnly={readOnly}
      problems={problems}
      value={chosen}
      choices={companyChoices(state.companies)}
      onChoose={onChoose}
    />
  );
}
