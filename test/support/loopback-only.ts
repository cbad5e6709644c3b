import { Socket } from 'node:net';
import { afterAll, afterEach, expect } from '@jest/globals';

/** In every test file: a connection to anything but this machine is refused, and fails the test that made it. */
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\]|::ffff:127(\.\d{1,3}){3})$/;
const refused: string[] = [];

const original = Socket.prototype.connect;
function guarded(this: Socket, ...args: unknown[]): Socket {
  const host = hostOf(args);
  if (host === undefined || LOOPBACK.test(host)) return Reflect.apply(original, this, args);
  refused.push(host);
  this.destroy(new Error(`tests reach loopback only, not ${host}`));
  return this;
}
Reflect.set(Socket.prototype, 'connect', guarded);

afterEach(() => {
  expect({ connectionsBeyondLoopback: refused.splice(0) }).toEqual({ connectionsBeyondLoopback: [] });
});

// The prototype is the process's, and outlives this test file.
afterAll(() => {
  Reflect.set(Socket.prototype, 'connect', original);
});

/** The host of any of connect's signatures; undefined for a local pipe. */
function hostOf(args: readonly unknown[]): string | undefined {
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  if (typeof first === 'number') return typeof second === 'string' ? second : 'localhost';
  if (first === null || typeof first !== 'object') return undefined;
  if (typeof Reflect.get(first, 'path') === 'string') return undefined;
  const host: unknown = Reflect.get(first, 'host');
  return typeof host === 'string' && host !== '' ? host : 'localhost';
}
