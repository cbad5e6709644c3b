import { type Account, readAccount } from './account.ts';
import { type AssociationType, readAssociationTypes } from './association.ts';
import { type ObjectKind, readObjectKinds } from './object-kind.ts';
import { type Owner, readOwners } from './owner.ts';
import { type Pipeline, readPipelines } from './pipeline.ts';
import { type Property, type PropertyGroup, readProperties, readPropertyGroups } from './property.ts';
import { type CrmRequest, createCrmRequest } from './request.ts';

/** HubSpot's API for the pages: the call itself, and what rarely changes, read once. */
export type CrmApi = {
  readonly request: CrmRequest;
  kinds(): Promise<readonly ObjectKind[]>;
  account(): Promise<Account>;
  owners(): Promise<readonly Owner[]>;
  properties(typeId: string): Promise<readonly Property[]>;
  groups(typeId: string): Promise<readonly PropertyGroup[]>;
  /** Empty for kinds without pipelines. */
  pipelines(typeId: string): Promise<readonly Pipeline[]>;
  associationTypes(fromTypeId: string, toTypeId: string): Promise<readonly AssociationType[]>;
};

export function createCrmApi(userId: number): CrmApi {
  const request = createCrmRequest(userId);
  return {
    request,
    kinds: once(() => readObjectKinds(request)),
    account: once(() => readAccount(request)),
    owners: once(() => readOwners(request)),
    properties: once((typeId) => readProperties(request, typeId)),
    groups: once((typeId) => readPropertyGroups(request, typeId)),
    pipelines: once(async (typeId) => (typeId === '0-3' ? readPipelines(request, typeId) : [])),
    associationTypes: once((from, to) => readAssociationTypes(request, from, to)),
  };
}

/** Remembers an answer by its question; a failure is not remembered. */
function once<Value>(read: (...key: string[]) => Promise<Value>): (...key: string[]) => Promise<Value> {
  const known = new Map<string, Promise<Value>>();
  return (...key) => {
    const name = key.join('/');
    const value = known.get(name) ?? read(...key);
    known.set(name, value);
    value.catch(() => known.delete(name));
    return value;
  };
}
