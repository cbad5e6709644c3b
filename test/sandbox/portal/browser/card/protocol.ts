import type { RemoteChannel } from '@remote-ui/core';
import type { PageLocation } from './page-location.ts';

/** Property values as a card's hooks get them. */
export type PropertyValues = Readonly<Record<string, string | null>>;

export type FetchOptions = {
  readonly method?: string;
  readonly timeout?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** A response of `hubspot.fetch` on its way into the worker. */
export type FetchedResponse = { readonly status: number; readonly body: string; readonly isJson: boolean };

export type AssociationsRequest = {
  readonly toObjectType: string;
  readonly properties?: readonly string[];
  readonly pageLength?: number;
  readonly offset?: number;
};

export type AssociationsAnswer = {
  readonly results: readonly {
    readonly toObjectId: number;
    readonly associationTypes: readonly { category: string; typeId: number; label: string }[];
    readonly properties: PropertyValues;
  }[];
  readonly hasMore: boolean;
  readonly nextOffset: number;
};

export type SearchRequest = {
  readonly objectType: string;
  readonly properties?: readonly string[];
  readonly query?: string;
  readonly filterGroups?: readonly unknown[];
  readonly sorts?: readonly unknown[];
  readonly pageLength?: number;
  readonly after?: string;
};

export type SearchAnswer = {
  readonly results: readonly { readonly objectId: number; readonly properties: PropertyValues }[];
  readonly total: number;
  readonly hasMore: boolean;
  readonly after?: string;
};

/** What the worker may ask of the page. */
export type HostSide = {
  fetch(url: string, options: FetchOptions): Promise<FetchedResponse>;
  readProperties(
    names: readonly string[],
    onUpdate: (values: PropertyValues) => void,
  ): Promise<{ data: PropertyValues; cleanup: () => void }>;
  readAssociations(request: AssociationsRequest): Promise<AssociationsAnswer>;
  search(request: SearchRequest): Promise<SearchAnswer>;
  formatProperties(request: FormatRequest): Promise<readonly PropertyValues[]>;
  /** Something failed in the worker outside of any call. */
  fail(message: string): void;
};

export type FormatRequest = {
  readonly propertiesList: readonly PropertyValues[];
  readonly objectType: string;
};

/** What a card gets from `hubspot.extend`. */
export type ExtensionApi = {
  readonly context: Readonly<Record<string, unknown>>;
  readonly actions: Readonly<Record<string, unknown>>;
};

/** What the page asks of the worker. */
export type WorkerSide = {
  start(bundleUrl: string, channel: RemoteChannel, api: ExtensionApi): Promise<void>;
  /** Says where in the app's pages a person is now; before the start, where the first page is. */
  moveTo(location: PageLocation): void;
};
