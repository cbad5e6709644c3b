import { LoadingSpinner } from '@hubspot/ui-extensions';
import type { FormSetting } from '../forms/form-setting.ts';
import type { CompanyServer } from '../server/company-server.ts';
import type { Reader } from '../view/reader.ts';
import { words } from '../words.ts';
import { ProblemScreen } from './ProblemScreen.tsx';
import { ReadyScreen } from './ReadyScreen.tsx';
import { useCompanyCard } from './useCompanyCard.ts';

type Props = {
  server: CompanyServer;
  reader: Reader;
  newRequestId(): string;
  /** Tells the person that something was done. */
  onDone(message: string): void;
};

/** The card's screen as a function of its state. */
export function CompanyScreen({ server, reader, newRequestId, onDone }: Props) {
  const { state, reload, replace } = useCompanyCard(server);
  switch (state.kind) {
    case 'loading':
      return <LoadingSpinner label={words.loading} showLabel layout="centered" />;
    case 'failed':
      return <ProblemScreen problem={state.problem} onRetry={reload} />;
    case 'ready': {
      const setting: FormSetting = {
        server,
        today: reader.today,
        newRequestId,
        onSaved: (card, message) => {
          replace(card);
          onDone(message);
        },
        // It may have been done after all: only the server knows.
        onCancel: ({ unconfirmed }) => {
          if (unconfirmed) reload();
        },
      };
      return <ReadyScreen card={state.card} reader={reader} setting={setting} />;
    }
  }
}
