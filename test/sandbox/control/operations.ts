import { dumpPortal, resetPortal, seedRecords, setCurrencies, uploadProject } from './account-control.ts';
import { readAssumptions, setAssumptions } from './assume-control.ts';
import { readClock, setClock } from './clock-control.ts';
import type { ControlOperation } from './control-call.ts';
import {
  deliverNow,
  dropDeliveries,
  duplicateDeliveries,
  holdDeliveries,
  listDeliveries,
  releaseDeliveries,
  replay,
  shuffleDeliveries,
} from './delivery-control.ts';
import { addFault, clearFaults, listFaults } from './fault-control.ts';
import { uninstallByPerson } from './install-control.ts';
import { spoilJournal } from './journal-control.ts';
import { readRateLimits, setRateLimits } from './limit-control.ts';
import { lockRecord, privacyDelete, restore } from './record-control.ts';
import { addRule, clearRules, tune } from './rule-control.ts';
import { setScopes } from './scope-control.ts';
import { clearTraffic, readTraffic } from './traffic-control.ts';
import { setValues } from './value-control.ts';

export const controlOperations: readonly ControlOperation[] = [
  resetPortal,
  seedRecords,
  dumpPortal,
  uploadProject,
  setCurrencies,
  readClock,
  setClock,
  listFaults,
  addFault,
  clearFaults,
  readRateLimits,
  setRateLimits,
  listDeliveries,
  deliverNow,
  holdDeliveries,
  releaseDeliveries,
  dropDeliveries,
  duplicateDeliveries,
  shuffleDeliveries,
  replay,
  spoilJournal,
  setScopes,
  uninstallByPerson,
  setValues,
  restore,
  privacyDelete,
  lockRecord,
  addRule,
  clearRules,
  tune,
  readTraffic,
  clearTraffic,
  readAssumptions,
  setAssumptions,
];
