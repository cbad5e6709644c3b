import type { Operation } from '../../http/operation.ts';
import {
  createList,
  deleteList,
  getList,
  getListByName,
  getLists,
  searchLists,
  updateListFilters,
  updateListName,
} from './lists.ts';
import { addMembers, listMembers, removeMembers } from './memberships.ts';

export const listOperations: readonly Operation[] = [
  createList,
  getLists,
  searchLists,
  getListByName,
  addMembers,
  removeMembers,
  listMembers,
  updateListFilters,
  updateListName,
  getList,
  deleteList,
];
